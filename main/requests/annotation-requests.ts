import type { Freeze } from '../../shared/annotation/freeze';
import type { Blob } from '../../shared/blob';
import type { BlobStore } from '../blobs/blob-store';
import { type RequestHandlers, RequestRefusal } from '../ipc/request-server';
import { frozenPicture } from '../session/annotation-commands';
import type { Watching } from '../session/watching';
import type { SessionCommands } from './carry-out';

type Names = 'save-annotation' | 'draw-stroke' | 'cancel-stroke';

const vectorBytes = 64 * 1024 * 1024;

/** What main does for the requests of the representative who annotates. */
export function annotationRequests(
  commands: SessionCommands,
  watching: Watching,
  blobs: BlobStore,
): Pick<RequestHandlers, Names> {
  return {
    'save-annotation': async ({ sessionId, id, frameId, hash, width, height }) => {
      const before = commands.before(sessionId, id);
      if (before !== undefined) return before;
      const freeze = frozenPicture(commands.session(sessionId).state, frameId);
      if (freeze === undefined) {
        throw new RequestRefusal('not-possible-now', 'This picture is not frozen any more.');
      }
      const blob = watching.findPicture(sessionId, hash);
      if (blob === undefined) {
        throw new RequestRefusal('not-possible-now', 'The picture is not there any more. Save it again.');
      }
      const vectors = await writeVectors(blobs, sessionId, freeze);
      return commands.record(sessionId, id, {
        kind: 'annotation-saved',
        frameId,
        blob,
        vectors,
        width,
        height,
      });
    },
    'draw-stroke': ({ sessionId, batch }) => {
      const { state, phone } = active(commands, sessionId);
      // A stroke that comes after Clear is over with its frame.
      if (batch.frameId === null || batch.frameId === state.freeze?.frameId) phone.send(batch);
      return null;
    },
    'cancel-stroke': ({ sessionId, strokeId }) => {
      active(commands, sessionId).phone.send({ kind: 'stroke-cancelled', strokeId });
      return null;
    },
  };
}

function active(commands: SessionCommands, sessionId: string) {
  const session = commands.session(sessionId);
  const { state } = session;
  if (state.phase !== 'active') throw new RequestRefusal('session-not-open', 'The session has ended.');
  return { state, phone: session.phone };
}

/** Keeps the marks as data beside the picture that shows them. @throws RequestRefusal where the disk refuses. */
async function writeVectors(blobs: BlobStore, sessionId: string, freeze: Freeze): Promise<Blob> {
  const { frameId, image, width, height, board } = freeze;
  // The first field is what tells this file's type.
  const text = JSON.stringify({ frameId, image, width, height, elements: board.elements });
  try {
    return await blobs.write(
      sessionId,
      { type: 'application/json', maxBytes: vectorBytes },
      once(Buffer.from(text)),
    );
  } catch {
    throw new RequestRefusal(
      'could-not-save',
      'The picture could not be written. Check that the disk has space, then save again.',
    );
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
