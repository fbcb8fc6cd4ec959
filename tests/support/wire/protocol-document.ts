import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const path = resolve(import.meta.dirname, '../../../docs/protocol.md');

/** docs/protocol.md as it stands. */
export const protocolText = readFileSync(path, 'utf8');

/** The rows of every table whose first column has this heading, as their cells. */
export function tableRows(heading: string): string[][] {
  const lines = protocolText.split('\n');
  return lines.flatMap((line, index) => {
    if (!line.startsWith(`| ${heading} |`)) return [];
    const body = lines.slice(index + 2);
    const end = body.findIndex((row) => !row.startsWith('|'));
    return body.slice(0, end).map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  });
}

/** What stands between backticks in a cell, e.g. `id`, `text`. */
export function codesIn(cell: string | undefined): string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');
}

/** A rule's number, e.g. C1, with its text. */
export const rules: ReadonlyMap<string, string> = new Map(
  [...protocolText.matchAll(/^- \*\*\[([A-Z]\d+)\]\*\* (.*(?:\n {2}.*)*)/gm)].map(([, number, text]) => [
    number ?? '',
    text ?? '',
  ]),
);

/** One line of the worked example. */
export type ExampleLine =
  | { readonly kind: 'sent'; readonly text: string }
  | { readonly kind: 'received'; readonly text: string }
  /** The phone loses its connection and comes back after so many milliseconds. */
  | { readonly kind: 'lost'; readonly milliseconds: number };

export function exampleLines(): ExampleLine[] {
  const block = /^## \d+ A worked example$[\s\S]*?^```\n([\s\S]*?)^```$/m.exec(protocolText)?.[1] ?? '';
  return block
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (line.startsWith('→ ')) return { kind: 'sent', text: line.slice(2) };
      if (line.startsWith('← ')) return { kind: 'received', text: line.slice(2) };
      const lost = /^ {3}… the connection is lost for (\d+) s, and opened again …$/.exec(line);
      if (lost === null) throw new Error(`the example has a line of no known kind: ${line}`);
      return { kind: 'lost', milliseconds: Number(lost[1]) * 1_000 };
    });
}
