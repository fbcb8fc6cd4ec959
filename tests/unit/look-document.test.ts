import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const pictures = readdirSync(resolve(root, 'assets/screenshots')).filter((name) => name.endsWith('.png'));

test('docs/look.md shows every picture there is, each in both appearances, and no other', () => {
  const text = readFileSync(resolve(root, 'docs/look.md'), 'utf8');
  const shown = [...text.matchAll(/\.\.\/assets\/screenshots\/([\w-]+\.png)/g)].map(([, name]) => name ?? '');
  expect([...shown].sort()).toEqual([...pictures].sort());
  const names = (scheme: string) =>
    pictures
      .filter((name) => name.endsWith(`-${scheme}.png`))
      .map((name) => name.replace(/-\w+\.png$/, ''))
      .sort();
  expect(names('light')).toEqual(names('dark'));
});

test.each(['README.md', 'docs/architecture.md', 'docs/protocol.md', 'docs/look.md'])(
  'what %s links to in this folder is there',
  (file) => {
    const text = readFileSync(resolve(root, file), 'utf8');
    for (const [, target] of text.matchAll(/\]\(([^)#:]+)\)/g)) {
      const path = resolve(root, file, '..', target ?? '');
      expect(() => readFileSync(path), target).not.toThrow();
    }
  },
);
