import type { ServerResponse } from 'node:http';

/** Answers with one line of plain text that is never stored; with `write` the answer is whole but not ended. */
export function answerPlainly(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
  by: 'end' | 'write' = 'end',
): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text) + 1,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response[by](`${text}\n`);
}
