import type { Context, ReactElement, ReactNode } from 'react';
import { Provider } from 'react-redux';
import { Annotators, AnnotatorsContext, makeAnnotator } from '../annotation/annotators';
import { ShownPictures, ShownPicturesContext } from '../captured/shown-picture';
import { Outbox, OutboxContext } from '../chat/outbox';
import { FileDrags, FileDragsContext } from '../file-transfer/drag';
import { FolderNews, FolderNewsContext } from '../file-transfer/folder-news';
import { GrantDroppedContext } from '../file-transfer/queue-files';
import { type KeptPlaces, KeptPlacesContext } from '../file-transfer/use-pane';
import type { GrantDropped } from '../ipc/grant-dropped';
import type { Request } from '../ipc/request';
import { type BroadcastSign, Mailbox, type Signal } from '../ipc/signals';
import { Ticker, TickerContext } from '../kit/ticker';
import { RequestContext } from '../kit/use-request';
import { makeRecordings } from '../recording/make-recordings';
import { type Recordings, RecordingsContext } from '../recording/recordings';
import { makeStore, type Store } from '../store/store';
import { DetachedPanes, DetachedPanesContext } from '../video/detached-panes';
import { receiveVideo } from '../video/receive-video';
import { type VideoReceivers, VideoReceiversContext } from '../video/video-receivers';
import { Chime, ChimeContext } from '../waiting/chime';
import { NotesSavers, NotesSaversContext } from '../wrap-up/notes-saver';

/** The parts that a window of the console works with; each is made once. */
export interface ConsoleParts {
  readonly request: Request;
  readonly grantDropped: GrantDropped;
  readonly store: Store;
  readonly ticker: Ticker;
  readonly signals: Mailbox<Signal>;
  readonly broadcasts: Mailbox<BroadcastSign>;
  readonly panes: DetachedPanes;
  readonly receivers: VideoReceivers;
  readonly pictures: ShownPictures;
  readonly recordings: Recordings;
  readonly annotators: Annotators;
  readonly outbox: Outbox;
  readonly notes: NotesSavers;
  readonly folderNews: FolderNews;
  readonly places: KeptPlaces;
  readonly drags: FileDrags;
  readonly chime: Pick<Chime, 'play'>;
}

export interface ConsoleSurroundings {
  readonly request: Request;
  readonly grantDropped: GrantDropped;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** The session whose detached pane this window is, null for the main window. */
  readonly detachedSessionId: string | null;
}

/** Makes the parts of one window, joined as its components need them. */
export function makeConsoleParts({
  request,
  grantDropped,
  now,
  detachedSessionId,
}: ConsoleSurroundings): ConsoleParts {
  const store = makeStore({ request, now });
  const signals = new Mailbox<Signal>();
  const broadcasts = new Mailbox<BroadcastSign>();
  const panes = new DetachedPanes(detachedSessionId);
  const pictures = new ShownPictures();
  const receivers = receiveVideo({ store, request, signals, broadcasts, panes });
  return {
    request,
    grantDropped,
    store,
    ticker: new Ticker(1000, now),
    signals,
    broadcasts,
    panes,
    receivers,
    pictures,
    recordings: makeRecordings({ store, request, receivers, pictures }),
    annotators: new Annotators((sessionId, choice) => makeAnnotator(request, pictures, sessionId, choice)),
    outbox: new Outbox((sessionId, id, text) => request('send-chat-message', { sessionId, id, text })),
    notes: new NotesSavers((sessionId, id, text) => request('write-notes', { sessionId, id, text })),
    folderNews: new FolderNews(),
    places: new Map(),
    drags: new FileDrags(),
    chime: new Chime(),
  };
}

/** Hands each part down the context that the part's own folder keeps. */
export function ConsolePartsProvider({
  parts,
  children,
}: {
  readonly parts: ConsoleParts;
  readonly children: ReactNode;
}) {
  const provided = [
    provide(RequestContext, parts.request),
    provide(GrantDroppedContext, parts.grantDropped),
    provide(TickerContext, parts.ticker),
    provide(DetachedPanesContext, parts.panes),
    provide(VideoReceiversContext, parts.receivers),
    provide(ShownPicturesContext, parts.pictures),
    provide(RecordingsContext, parts.recordings),
    provide(AnnotatorsContext, parts.annotators),
    provide(OutboxContext, parts.outbox),
    provide(NotesSaversContext, parts.notes),
    provide(FolderNewsContext, parts.folderNews),
    provide(KeptPlacesContext, parts.places),
    provide(FileDragsContext, parts.drags),
    provide(ChimeContext, parts.chime),
  ].reduce<ReactNode>((inner, wrap) => wrap(inner), children);
  return <Provider store={parts.store}>{provided}</Provider>;
}

function provide<Part>(Part: Context<Part | null>, part: Part): (children: ReactNode) => ReactElement {
  return (children) => <Part value={part}>{children}</Part>;
}
