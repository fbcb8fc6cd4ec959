import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, dialog } from 'electron';
import type { historyRequests as schemas, TranscriptFormat } from '../../shared/ipc/history-requests';
import { reduceAll } from '../../shared/session/reduce';
import type { SessionState } from '../../shared/session/session-state';
import { toCsv, toJson } from '../../shared/system-information/export';
import type { BlobStore } from '../blobs/blob-store';
import { fileStem } from '../blobs/file-name';
import type { Deletion } from '../history/deletion';
import type { PastSessions } from '../history/past-sessions';
import type { ChainedEntry, SessionStore } from '../history/session-store';
import { saveWhole, transcriptIn } from '../history/transcript/save';
import type { TranscriptSource } from '../history/transcript/source';
import { type RequestHandlers, RequestRefusal } from '../ipc/request-server';
import type { SessionRegistry } from '../session/session-registry';

export interface HistoryParts {
  readonly registry: SessionRegistry;
  readonly store: SessionStore;
  readonly past: PastSessions;
  readonly blobs: BlobStore;
  readonly deleteSession: (sessionId: string) => Promise<Deletion>;
  /** A session on disk turned out to be damaged. */
  readonly unreadable: (sessionId: string, error: unknown) => void;
  readonly version: string;
  readonly now: () => number;
}

const extensions: Readonly<Record<TranscriptFormat, string>> = { html: 'html', json: 'json', text: 'txt' };

type Saved = { kind: 'saved'; name: string } | { kind: 'cancelled' };

/** What main does for the requests about system information, wrap-up and past sessions. */
export function historyRequests(parts: HistoryParts): Pick<RequestHandlers, keyof typeof schemas> {
  const { registry, store, past } = parts;

  const stateOf = (sessionId: string): SessionState => {
    const held = registry.find(sessionId)?.state;
    if (held !== undefined) return held;
    const state = readOrSetAside(parts, sessionId, () => reduceAll(store.log(sessionId)));
    if (state === undefined) throw notHere();
    return state;
  };

  return {
    'save-system-information': ({ sessionId, format }) => {
      const state = stateOf(sessionId);
      const report =
        state.phase === 'active' || state.phase === 'ended' ? state.systemInformation.report : null;
      if (report === null) {
        throw new RequestRefusal('not-possible-now', `${state.customer.name}’s phone has told nothing yet.`);
      }
      return save({
        title: 'Save the system information',
        stem: `System information ${state.customer.name}`,
        extension: format,
        pieces: [format === 'json' ? toJson(report) : toCsv(report)],
      });
    },
    'search-history': (wish) => ({ ...past.search(wish), representatives: past.representatives() }),
    'open-history-session': ({ sessionId }) => ({ sessionId, state: stateOf(sessionId) }),
    'delete-session': async ({ sessionId }) => {
      switch (await parts.deleteSession(sessionId)) {
        case 'deleted':
          return null;
        case 'not-found':
          throw notHere();
        case 'still-open':
          throw new RequestRefusal(
            'not-possible-now',
            'This session is still open. End it before you delete it.',
          );
      }
    },
    'save-session-copy': ({ sessionId }) => {
      if (!past.has(sessionId)) throw notHere();
      return save({
        title: 'Save a copy of the session',
        stem: `Session ${past.customerName(sessionId)} as it is on disk`,
        extension: 'json',
        pieces: sessionCopy(parts, sessionId),
      });
    },
    'export-transcript': ({ sessionId, format }) => {
      const state = stateOf(sessionId);
      const day = new Date(state.joinedAt).toISOString().slice(0, 10);
      return save({
        title: 'Save the transcript',
        stem: `Transcript ${state.customer.name} ${day}`,
        extension: extensions[format],
        pieces: transcriptIn(format, transcriptSource(parts, sessionId, state)),
      });
    },
  };
}

/**
 * Reads something of a session on disk; one that is damaged is set aside.
 * @throws RequestRefusal when it cannot be read.
 */
export function readOrSetAside<Result>(
  { registry, unreadable }: Pick<HistoryParts, 'registry' | 'unreadable'>,
  sessionId: string,
  read: () => Result,
): Result {
  try {
    return read();
  } catch (error) {
    const isOpen = registry.find(sessionId)?.log.isOpen === true;
    if (!isOpen) unreadable(sessionId, error);
    throw new RequestRefusal(
      'session-unreadable',
      isOpen
        ? 'Part of this session’s log cannot be read. The session itself is not affected; finish it as usual.'
        : 'This session cannot be read, so it was set aside. In History you can save a copy of it, or delete it.',
    );
  }
}

/** What is on disk of a session as JSON, whatever state it is in. */
export function* sessionCopy(
  { store, now, version }: Pick<HistoryParts, 'store' | 'now' | 'version'>,
  sessionId: string,
): Generator<string> {
  const head = { format: 'sightline-session-copy', version: 1, sessionId, exportedAt: now() };
  yield `${JSON.stringify({ ...head, exportedBy: `Sightline ${version}` }, null, 2).slice(0, -2)},\n  "rows": [`;
  let separator = '\n';
  for (const row of store.rawRows(sessionId)) {
    yield `${separator}    ${JSON.stringify(row ?? null)}`;
    separator = ',\n';
  }
  yield '\n  ]\n}\n';
}

/** What the transcript of a session is made of. */
export function transcriptSource(
  { store, blobs, now, version }: Pick<HistoryParts, 'store' | 'blobs' | 'now' | 'version'>,
  sessionId: string,
  state: SessionState,
): TranscriptSource {
  return {
    sessionId,
    state,
    entries: () => entriesUpTo(store, sessionId, state.lastSeq),
    readPicture: ({ hash }) => readFile(blobs.folder(sessionId).blob(hash)).catch(() => undefined),
    exportedAt: now(),
    version,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** The log as far as it was when the export began; an open session goes on meanwhile. */
function* entriesUpTo(store: SessionStore, sessionId: string, lastSeq: number): Generator<ChainedEntry> {
  for (let afterSeq = 0; afterSeq < lastSeq; ) {
    const entries = store.entriesAfter(sessionId, afterSeq, Math.min(500, lastSeq - afterSeq));
    if (entries.length === 0) return;
    yield* entries;
    afterSeq += entries.length;
  }
}

async function save(wish: {
  readonly title: string;
  readonly stem: string;
  readonly extension: string;
  readonly pieces: AsyncIterable<string> | Iterable<string>;
}): Promise<Saved> {
  const { title, extension } = wish;
  const chosen = await dialog.showSaveDialog({
    title,
    defaultPath: join(app.getPath('downloads'), `${fileStem(wish.stem)}.${extension}`),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  });
  if (chosen.canceled || chosen.filePath === '') return { kind: 'cancelled' };
  try {
    await saveWhole(chosen.filePath, wish.pieces);
  } catch {
    throw new RequestRefusal(
      'could-not-save',
      'The file could not be written there. Choose another place, then try again.',
    );
  }
  return { kind: 'saved', name: basename(chosen.filePath) };
}

function notHere(): RequestRefusal {
  return new RequestRefusal('session-not-found', 'This session is not on this computer any more.');
}
