import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const parts = /^(?:shared|site|main|preload|renderer|customer|tests|scripts|docs)\//;

/** Returns every path of the project that a page names: in code spans, and as links. */
function pathsIn(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const spans = [...text.matchAll(/`([^`\s*<…]+)`/g)]
    .map(([, span = '']) => span)
    .filter((span) => parts.test(span));
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) =>
    join(page, '..', link),
  );
  return [...new Set([...spans, ...links])];
}

test.each([
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/architecture.md',
  'docs/decisions.md',
])('every file and folder that %s names is there', (page) => {
  const paths = pathsIn(page);
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('each of the five recipes says how many files it takes', () => {
  const recipes = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('\n### ').slice(1);
  expect(recipes).toHaveLength(5);
  for (const recipe of recipes) expect(recipe).toMatch(/\*\*\d+ files/);
});
