import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Returns the files in an archive: path with `/`, size in bytes, and whether it is stored next to the archive
 * instead.
 */
export function listAsar(path) {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(16);
    readSync(file, head, 0, 16, 0);
    const json = Buffer.alloc(head.readUInt32LE(12));
    readSync(file, json, 0, json.length, 16);
    return entries(JSON.parse(json.toString('utf8')), '');
  } finally {
    closeSync(file);
  }
}

const entries = ({ files }, folder) =>
  Object.entries(files).flatMap(([name, entry]) =>
    entry.files
      ? entries(entry, `${folder}${name}/`)
      : [{ path: `${folder}${name}`, size: entry.size, unpacked: entry.unpacked === true }],
  );
