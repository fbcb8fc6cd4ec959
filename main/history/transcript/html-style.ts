/** How a transcript in HTML looks, on screen in light and dark, and on paper. */
export const style = `
:root { color-scheme: light dark; --ink: #142020; --soft: #55686a; --line: #d5dedd; --paper: #fbfcfc; --card: #eef3f2; --mine: #d9efec; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6eeed; --soft: #9db0b0; --line: #2c3b3c; --paper: #101819; --card: #1a2526; --mine: #163634; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 2rem; }
dt { color: var(--soft); }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
ol { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 .5rem; }
li p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
time { color: var(--soft); font-size: .8125rem; font-variant-numeric: tabular-nums; margin-inline-end: .75rem; }
.event p { display: inline; color: var(--soft); }
.message { background: var(--card); border-radius: .75rem; padding: .5rem .75rem; width: fit-content; max-width: 85%; }
.message.representative { background: var(--mine); margin-inline-start: auto; }
img { display: block; max-width: 100%; max-height: 32rem; margin: .5rem 0; border: 1px solid var(--line); border-radius: .5rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .875rem; }
th { text-align: start; padding: .75rem .5rem .25rem; }
td { border-top: 1px solid var(--line); padding: .25rem .5rem; vertical-align: top; overflow-wrap: anywhere; }
footer { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .8125rem; overflow-wrap: anywhere; }
@media print { li { break-inside: avoid; } main { max-width: none; padding: 0; } }
`;
