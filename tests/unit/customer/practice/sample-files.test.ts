import { expect, test } from 'vitest';
import { pdf, sampleFiles } from '../../../../customer/practice/sample-files';

test('the PDF says where each of its objects and its table begin', () => {
  const document = pdf(['One (1)', 'back\\slash']);
  expect(document.startsWith('%PDF-1.4\n')).toBe(true);
  expect(document.endsWith('%%EOF\n')).toBe(true);
  expect(document).toContain('(One \\(1\\)) Tj');
  expect(document).toContain('(back\\\\slash) Tj');
  const table = Number(/startxref\n(\d+)\n/.exec(document)?.[1]);
  expect(document.slice(table, table + 5)).toBe('xref\n');
  const offsets = [...document.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) =>
    Number(offset),
  );
  expect(offsets).toHaveLength(5);
  offsets.forEach((offset, index) => {
    expect(document.slice(offset).startsWith(`${index + 1} 0 obj\n`)).toBe(true);
  });
  const [, length, stream] = /<< \/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(document) ?? [];
  expect(stream?.length).toBe(Number(length));
});

test('the files are a text, a PDF and a CSV, none of them empty', () => {
  const files = sampleFiles();
  expect(files.map(({ name, type }) => [name, type])).toEqual([
    ['Router notes.txt', 'text/plain'],
    ['Invoice 2041.pdf', 'application/pdf'],
    ['Call log.csv', 'text/csv'],
  ]);
  for (const file of files) expect(file.size).toBeGreaterThan(100);
});
