const seconds = (ms) => `${Math.round(ms / 1000)} s`;

/**
 * Does work that may take long, saying so: first what is done, every 15 s that it still is, and at the end how long
 * it took. Errors are passed on.
 */
export async function withProgress(doing, about, work, { every = 15_000, say = console.log } = {}) {
  const started = performance.now();
  const passed = () => seconds(performance.now() - started);
  say(`${doing} (${about}) …`);
  const timer = setInterval(() => say(`${doing}: ${passed()} so far …`), every);
  try {
    const result = await work();
    say(`${doing}: done in ${passed()}.`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
