import { request } from '../ipc/request';
import { NotesSaver } from './notes-saver';

const savers = new Map<string, NotesSaver>();

/**
 * Returns a session's notes in this window; what is typed outlives the view, and `savedText` is what the log holds
 * at first.
 */
export function notesOf(sessionId: string, savedText: string): NotesSaver {
  const known = savers.get(sessionId);
  if (known !== undefined) return known;
  const saver = new NotesSaver(savedText, {
    save: (id, text) => request('write-notes', { sessionId, id, text }),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  savers.set(sessionId, saver);
  return saver;
}
