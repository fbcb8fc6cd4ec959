import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { Blob } from '../../shared/blob';
import { limits } from '../../shared/limits';
import type { BlobStore } from '../blobs/blob-store';
import { fileNameFor } from '../blobs/file-name';
import { pngSize } from '../blobs/picture-meter';
import { type RequestHandlers, RequestRefusal } from '../ipc/request-server';
import { copyPicture } from '../window/copy-picture';

/** What main does for the requests that take kept pictures and recordings out of Sightline. */
export function pictureRequests(
  exists: (sessionId: string) => boolean,
  blobs: BlobStore,
): Pick<RequestHandlers, 'copy-picture' | 'save-blob'> {
  const blobOf = (sessionId: string, hash: string): { blob: Blob; path: string } => {
    const blob = exists(sessionId) ? blobs.find(sessionId, hash) : undefined;
    if (blob === undefined) {
      throw new RequestRefusal('not-possible-now', 'This picture is not kept with the session any more.');
    }
    return { blob, path: blobs.folder(sessionId).blob(hash) };
  };

  return {
    'copy-picture': async ({ png }) => {
      const size = pngSize(png);
      const mayDecode = size !== null && size.width * size.height <= limits.picturePixels;
      if (!mayDecode || !(await copyPicture(png))) {
        throw new RequestRefusal(
          'not-possible-now',
          'This picture cannot be copied, or is too large for it. Save it as a file instead.',
        );
      }
      return null;
    },
    'save-blob': async ({ sessionId, hash, suggestedName }) => {
      const { blob, path } = blobOf(sessionId, hash);
      const name = fileNameFor(suggestedName, blob.type);
      const extension = name.slice(name.lastIndexOf('.') + 1);
      const chosen = await dialog.showSaveDialog({
        title: blob.type === 'video/webm' ? 'Save the recording' : 'Save the picture',
        defaultPath: join(app.getPath('downloads'), name),
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      });
      if (chosen.canceled || chosen.filePath === '') return { kind: 'cancelled' };
      try {
        await copyFile(path, chosen.filePath);
      } catch {
        throw new RequestRefusal(
          'could-not-save',
          'The file could not be written there. Choose another place, then try again.',
        );
      }
      return { kind: 'saved' };
    },
  };
}
