import { checkFileName, type SafeFileName, safeFileName } from '../../../shared/file-transfer/file-name';
import type { FolderPath } from '../../../shared/file-transfer/relative-path';
import { contentName, type Sandbox, SandboxRefusal } from './sandbox';

/** A file chosen on the phone was not copied. */
export class ImportError extends Error {
  constructor(readonly problem: 'cannot-read' | 'stopped' | 'no-space') {
    super(`The file was not copied: ${problem}`);
    this.name = 'ImportError';
  }
}

const pieceBytes = 1024 * 1024;

/**
 * Copies a file the customer picked, piece by piece, under its own name or one beside it. `onProgress` is told the bytes
 * copied. Rejects with an ImportError, a SandboxRefusal or a DiskError, and then nothing of it is left.
 */
export async function importFile(
  sandbox: Sandbox,
  folder: FolderPath,
  file: File,
  content: string,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<SafeFileName> {
  const { disk } = sandbox;
  const name = contentName(content);
  const { usage, quota } = await disk.room();
  if (quota - usage < file.size) throw new ImportError('no-space');
  const into = await disk.open(name);
  let done = 0;
  try {
    while (done < file.size) {
      const piece = await readPiece(file.slice(done, done + pieceBytes));
      if (signal.aborted) throw new ImportError('stopped');
      if (piece.length === 0) throw new ImportError('cannot-read');
      into.write(piece, done);
      done += piece.length;
      onProgress(done);
    }
    into.flush();
    into.close();
    const parent = sandbox.folderIdAt(folder);
    const safe = sandbox.index.freeName(parent, nameFor(file.name));
    const whole = { content: name, size: done, modifiedAt: file.lastModified, from: 'customer' } as const;
    await sandbox.place(parent, safe, whole, false);
    return safe;
  } catch (error) {
    into.close();
    await disk.remove(name).catch(() => undefined);
    throw error;
  }
}

async function readPiece(piece: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await piece.arrayBuffer());
  } catch {
    throw new ImportError('cannot-read');
  }
}

function nameFor(raw: string): SafeFileName {
  const checked = checkFileName(raw);
  if (checked.kind === 'safe') return checked.name;
  const name = checked.kind === 'changed' ? checked.to : safeFileName('File');
  if (name === undefined) throw new SandboxRefusal('not-supported');
  return name;
}
