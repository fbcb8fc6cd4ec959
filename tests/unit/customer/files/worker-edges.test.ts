import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');

test('of what runs in the worker for files, the page imports its messages alone', () => {
  const files = globSync('customer/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !file.startsWith('customer/files/worker'),
  );
  const imported = files.flatMap((file) =>
    [
      ...readFileSync(resolve(root, file), 'utf8').matchAll(
        /(?:from|import\()\s*'([^']*files\/worker\/[^']+|\.\/worker\/[^']+)'/g,
      ),
    ].map(([, path]) => ({ file, path: path ?? '' })),
  );
  const ofFiles = imported.filter(({ file, path }) => file.includes('/files/') || path.includes('/files/'));
  expect(ofFiles.length).toBeGreaterThan(5);
  expect(ofFiles.filter(({ path }) => !path.endsWith('/worker-messages'))).toEqual([]);
});
