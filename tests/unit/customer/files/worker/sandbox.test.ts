import { describe, expect, test } from 'vitest';
import { FileIndex } from '../../../../../customer/files/worker/file-index';
import { contentName, Sandbox, SandboxRefusal } from '../../../../../customer/files/worker/sandbox';
import { safeFileName } from '../../../../../shared/file-transfer/file-name';
import { checkRelativePath } from '../../../../../shared/file-transfer/relative-path';
import { MemoryDisk } from '../../../../support/played/memory-disk';

let identifiers = 0;
const newIdentifier = (): string => {
  identifiers += 1;
  return `identifier-${identifiers}`;
};
const open = (disk: MemoryDisk, now = 1_000) => Sandbox.open({ disk, newIdentifier, now: () => now });
const path = (text: string) => {
  const checked = checkRelativePath(text);
  if (checked.kind !== 'safe') throw new Error(`${text} is not safe`);
  return checked.path;
};
const nameOf = (text: string) => {
  const name = safeFileName(text);
  if (name === undefined) throw new Error(`${text} is not safe`);
  return name;
};

async function put(sandbox: Sandbox, at: string, text: string, replace = false): Promise<void> {
  const content = contentName(newIdentifier());
  const file = await sandbox.disk.open(content);
  file.write(new TextEncoder().encode(text), 0);
  file.close();
  const folder = sandbox.folderIdAt(at.includes('/') ? path(at.slice(0, at.lastIndexOf('/'))) : '');
  const whole = { content, size: text.length, modifiedAt: 5, from: 'customer' } as const;
  await sandbox.place(folder, nameOf(at.slice(at.lastIndexOf('/') + 1)), whole, replace);
}
const textAt = async (sandbox: Sandbox, at: string) =>
  (await sandbox.disk.blob(sandbox.fileAt(path(at)).content))?.text();
const names = (sandbox: Sandbox, at = '') =>
  sandbox.index.children(at === '' ? null : sandbox.folderIdAt(path(at))).map(({ name }) => name);
const refusal = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof SandboxRefusal) return error.reason;
    throw error;
  }
  return 'done';
};

describe('the customer’s files', () => {
  test('folders come first, and names as people count', async () => {
    const sandbox = await open(new MemoryDisk());
    for (const name of ['b 10.txt', 'b 2.txt', 'A.txt']) await put(sandbox, name, name);
    sandbox.createFolder(path('Zoo'), 'customer');
    expect(names(sandbox)).toEqual(['Zoo', 'A.txt', 'b 2.txt', 'b 10.txt']);
  });

  test('what was done is there after a kill', async () => {
    const disk = new MemoryDisk();
    const sandbox = await open(disk);
    sandbox.createFolder(path('From Dana'), 'representative');
    await put(sandbox, 'From Dana/a.txt', 'one');
    await put(sandbox, 'b.txt', 'two');
    sandbox.rename(path('From Dana'), nameOf('Guides'));
    await sandbox.remove([path('b.txt')]);
    const again = await open(disk.afterKill());
    expect(names(again)).toEqual(['Guides']);
    expect(await textAt(again, 'Guides/a.txt')).toBe('one');
    expect([...disk.files.keys()].filter((name) => name.startsWith('content-'))).toHaveLength(1);
  });

  test('a folder goes with all that is in it, and its bytes too', async () => {
    const disk = new MemoryDisk();
    const sandbox = await open(disk);
    sandbox.createFolder(path('a'), 'customer');
    sandbox.createFolder(path('a/b'), 'customer');
    await put(sandbox, 'a/b/c.txt', 'deep');
    await sandbox.remove([path('a'), path('was never there')]);
    expect(sandbox.index.count).toBe(0);
    expect(sandbox.index.files).toBe(0);
    expect([...disk.files.keys()].filter((name) => name.startsWith('content-'))).toEqual([]);
  });

  test('names that some system takes for one file are one file', async () => {
    const sandbox = await open(new MemoryDisk());
    await put(sandbox, 'Straße.txt', 'one');
    await put(sandbox, 'caf\u00e9.txt', 'one');
    sandbox.createFolder(path('Guides'), 'customer');
    expect(refusal(() => sandbox.createFolder(path('GUIDES'), 'customer'))).toBe('name-taken');
    expect(refusal(() => sandbox.rename(path('Straße.txt'), nameOf('CAF\u00c9.TXT')))).toBe('name-taken');
    expect(refusal(() => sandbox.rename(path('Guides'), nameOf('guides')))).toBe('done');
    expect(names(sandbox)[0]).toBe('guides');
  });

  test('a file is replaced only where it may be, and a folder never', async () => {
    const disk = new MemoryDisk();
    const sandbox = await open(disk);
    await put(sandbox, 'a.txt', 'one');
    await expect(put(sandbox, 'a.txt', 'two')).rejects.toThrow('name-taken');
    expect(await textAt(sandbox, 'a.txt')).toBe('one');
    await put(sandbox, 'a.txt', 'three', true);
    expect(await textAt(sandbox, 'a.txt')).toBe('three');
    sandbox.createFolder(path('f'), 'customer');
    await expect(put(sandbox, 'f', 'four', true)).rejects.toThrow('name-taken');
    expect(await textAt(await open(disk.afterKill()), 'a.txt')).toBe('three');
  });

  test('each refusal has its name', async () => {
    const sandbox = await open(new MemoryDisk());
    await put(sandbox, 'a.txt', 'one');
    expect(refusal(() => sandbox.createFolder(path('none/b'), 'customer'))).toBe('not-found');
    expect(refusal(() => sandbox.rename(path('none'), nameOf('b')))).toBe('not-found');
    expect(refusal(() => sandbox.fileAt(path('a.txt/b')))).toBe('not-found');
    expect(refusal(() => sandbox.folderIdAt(path('a.txt')))).toBe('not-a-folder');
    sandbox.createFolder(path('f'), 'customer');
    expect(refusal(() => sandbox.fileAt(path('f')))).toBe('not-a-file');
  });

  test('bytes that nobody has any more are cleaned up at the next start', async () => {
    const disk = new MemoryDisk();
    const sandbox = await open(disk);
    await put(sandbox, 'a.txt', 'one');
    disk.files.set('content-stray', new Uint8Array(9));
    const killed = disk.afterKill();
    await open(killed);
    expect(killed.files.has('content-stray')).toBe(false);
    expect([...killed.files.keys()].filter((name) => name.startsWith('content-'))).toHaveLength(1);
  });

  test('where the browser lost the index, bytes get a name again', async () => {
    const disk = new MemoryDisk();
    const sandbox = await open(disk);
    await put(sandbox, 'a.txt', 'one');
    await put(sandbox, 'b.txt', 'two');
    const killed = disk.afterKill();
    killed.files.delete('index-a');
    killed.files.delete('index-b');
    const again = await open(killed);
    expect(names(again)).toEqual(['Recovered file', 'Recovered file (2)']);
    expect(await textAt(again, 'Recovered file')).toBe('one');
  });

  test('pages follow the order of UTF-16 units and miss nothing of 10,000 entries', () => {
    const index = new FileIndex();
    for (let number = 0; number < 10_000; number += 1) {
      const name = nameOf(`f${(number * 7919) % 10_000}`);
      index.put({ kind: 'folder', id: `folder-${number}`, parent: null, name, addedAt: 0, from: 'customer' });
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: ReturnType<FileIndex['page']> = index.page(null, after, 500);
      seen.push(...page.entries.map(({ name }) => name));
      after = page.hasMore ? (page.entries.at(-1)?.name ?? null) : null;
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, number) => `f${number}`).sort());
  });
});
