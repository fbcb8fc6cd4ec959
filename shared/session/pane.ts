import { type Freeze, freezeAfter } from '../annotation/freeze';
import type { Blob } from '../blob';
import type { Quality } from '../quality';
import { EventOutOfPlaceError } from './out-of-place';
import type {
  Facing,
  PictureOrigin,
  SessionEvent,
  Source,
  SourceCapabilities,
  SourceFailure,
  SourceMethod,
  Tab,
} from './session-event';

/** What the customer shows, and how it came to that; every time is in milliseconds since the Unix epoch. */
export type Pane =
  | { readonly kind: 'not-requested' }
  | { readonly kind: 'asked'; readonly at: number }
  | { readonly kind: 'declined'; readonly at: number }
  /** Sharing is allowed, but the customer has not opened anything to show yet. */
  | { readonly kind: 'allowed'; readonly at: number }
  | {
      readonly kind: 'live';
      readonly source: Source;
      readonly method: SourceMethod;
      readonly facing: Facing;
      readonly torch: boolean;
      readonly zoom: number;
      readonly capabilities: SourceCapabilities;
      readonly at: number;
    }
  /** The customer is choosing a photo; nothing of the phone can be seen. */
  | { readonly kind: 'hidden'; readonly at: number }
  | {
      readonly kind: 'photo';
      readonly blob: Blob;
      readonly name: string;
      readonly origin: PictureOrigin;
      readonly width: number;
      readonly height: number;
      readonly at: number;
    }
  /** Hidden by the customer for a while; `resumes` is the live picture that goes on afterwards. */
  | { readonly kind: 'paused'; readonly resumes: LivePane; readonly at: number }
  /** The customer chose a source their phone would not give. */
  | { readonly kind: 'failed'; readonly source: Source; readonly failure: SourceFailure; readonly at: number }
  | { readonly kind: 'stopped'; readonly at: number };

export type PaneKind = Pane['kind'];
export type LivePane = Extract<Pane, { readonly kind: 'live' }>;

/** Whether the representative may be shown anything at all. */
export function sharingIsAllowed(pane: Pane): boolean {
  switch (pane.kind) {
    case 'allowed':
    case 'live':
    case 'failed':
    case 'hidden':
    case 'photo':
    case 'paused':
      return true;
    case 'not-requested':
    case 'asked':
    case 'declined':
    case 'stopped':
      return false;
  }
}

/** A stretch of the ribbon under the session header: `kind` from `at` until the next stretch. */
export interface RibbonMark {
  readonly at: number;
  readonly kind: PaneKind | 'frozen';
}

/** What an active session knows of the picture the representative sees. */
export interface PaneFacts {
  readonly pane: Pane;
  /** What the representative draws on; it outlives the sharing and the session, until it is cleared. */
  readonly freeze: Freeze | null;
  readonly ribbon: readonly RibbonMark[];
  readonly tab: Tab;
  readonly quality: Quality;
  /** Whether the representative waits for a high-resolution still. */
  readonly stillRequested: boolean;
  readonly video: { readonly codec: string; readonly width: number; readonly height: number } | null;
}

/** The events that change what the representative sees. */
export type PaneEvent = Extract<
  SessionEvent,
  {
    kind:
      | `sharing-${string}`
      | `source-${string}`
      | `photo-${string}`
      | `still-${string}`
      | 'annotation-began'
      | 'annotation-changed'
      | 'annotation-cleared'
      | 'camera-changed'
      | 'quality-selected'
      | 'snapshot-saved'
      | 'tab-opened'
      | 'video-received';
  }
>;

/** The picture of a session that starts at `at`, in milliseconds since the Unix epoch. */
export function noPicture(at: number): PaneFacts {
  return {
    pane: { kind: 'not-requested' },
    freeze: null,
    ribbon: [{ at, kind: 'not-requested' }],
    tab: 'chat',
    quality: 'automatic',
    stillRequested: false,
    video: null,
  };
}

/**
 * Returns what is seen after `event`; one that cannot follow changes nothing.
 * @throws EventOutOfPlaceError when something would be shown that the customer does not share.
 */
export function paneAfter<Facts extends PaneFacts>(state: Facts, event: PaneEvent): Facts {
  switch (event.kind) {
    case 'sharing-requested':
      return sharingIsAllowed(state.pane) ? state : withPane(state, { kind: 'asked', at: event.at });
    case 'sharing-request-cancelled':
      return state.pane.kind === 'asked' ? withPane(state, { kind: 'not-requested' }, event.at) : state;
    case 'sharing-allowed':
      return sharingIsAllowed(state.pane) ? state : withPane(state, { kind: 'allowed', at: event.at });
    case 'sharing-declined':
      return state.pane.kind === 'asked' ? withPane(state, { kind: 'declined', at: event.at }) : state;
    case 'sharing-stopped':
      return withPane({ ...state, video: null, stillRequested: false }, { kind: 'stopped', at: event.at });
    case 'source-started':
      if (!sharingIsAllowed(state.pane)) throw new EventOutOfPlaceError(event.kind, 'active');
      return withPane(
        { ...state, video: null },
        {
          kind: 'live',
          source: event.source,
          method: event.method,
          facing: event.facing,
          torch: false,
          zoom: event.capabilities.zoom?.min ?? 1,
          capabilities: event.capabilities,
          at: event.at,
        },
      );
    case 'source-stopped':
      return showsSource(state.pane, event.source)
        ? withPane({ ...state, video: null, stillRequested: false }, { kind: 'allowed', at: event.at })
        : state;
    case 'source-failed':
      return sharingIsAllowed(state.pane)
        ? withPane(
            { ...state, video: null, stillRequested: false },
            { kind: 'failed', source: event.source, failure: event.failure, at: event.at },
          )
        : state;
    case 'camera-changed': {
      const { facing, torch, zoom } = event;
      return state.pane.kind === 'live' && state.pane.source === 'camera'
        ? { ...state, pane: { ...state.pane, facing, torch, zoom } }
        : state;
    }
    case 'sharing-paused':
      return state.pane.kind === 'live'
        ? withPane(state, { kind: 'paused', resumes: state.pane, at: event.at })
        : state;
    case 'sharing-resumed':
      return state.pane.kind === 'paused' ? withPane(state, { ...state.pane.resumes, at: event.at }) : state;
    case 'photo-choosing-began':
      return sharingIsAllowed(state.pane)
        ? withPane({ ...state, video: null, stillRequested: false }, { kind: 'hidden', at: event.at })
        : state;
    case 'photo-shown': {
      if (!sharingIsAllowed(state.pane)) throw new EventOutOfPlaceError(event.kind, 'active');
      const { blob, name, origin, width, height, at } = event;
      return withPane({ ...state, video: null }, { kind: 'photo', blob, name, origin, width, height, at });
    }
    case 'tab-opened': {
      const next = { ...state, tab: event.tab };
      const leavesPhotos = event.tab !== 'photos' && state.pane.kind === 'hidden';
      // Neither a reply in the chat nor a look at the files takes a picture away.
      const leavesPicture =
        showsPictures(event.tab) && event.tab !== pictureTab(state.pane) && state.pane.kind === 'photo';
      return leavesPhotos || leavesPicture ? withPane(next, { kind: 'allowed', at: event.at }) : next;
    }
    case 'quality-selected':
      return { ...state, quality: event.quality };
    case 'still-requested':
      return { ...state, stillRequested: true };
    case 'still-sent':
    case 'still-failed':
      return { ...state, stillRequested: false };
    case 'snapshot-saved':
      return state;
    case 'annotation-began':
      if (!sharingIsAllowed(state.pane)) throw new EventOutOfPlaceError(event.kind, 'active');
      return withRibbon({ ...state, freeze: freezeAfter(state.freeze, event) }, event.at);
    case 'annotation-changed':
      return { ...state, freeze: freezeAfter(state.freeze, event) };
    case 'annotation-cleared':
      return withRibbon({ ...state, freeze: freezeAfter(state.freeze, event) }, event.at);
    case 'video-received':
      return { ...state, video: { codec: event.codec, width: event.width, height: event.height } };
  }
}

function withPane<Facts extends PaneFacts>(
  state: Facts,
  pane: Pane,
  at = pane.kind === 'not-requested' ? 0 : pane.at,
): Facts {
  return withRibbon({ ...state, pane }, at);
}

/** Carries the ribbon on: frozen as long as both sides show the frozen picture, else what the pane shows. */
function withRibbon<Facts extends PaneFacts>(state: Facts, at: number): Facts {
  const kind = state.freeze !== null && sharingIsAllowed(state.pane) ? 'frozen' : state.pane.kind;
  if (state.ribbon.at(-1)?.kind === kind) return state;
  return { ...state, ribbon: [...state.ribbon, { at, kind }] };
}

/** Whether a tab has something of its own to show. */
function showsPictures(tab: Tab): boolean {
  return tab !== 'chat' && tab !== 'files';
}

/** The tab on which the picture shown was chosen. */
function pictureTab(pane: Pane): Tab | undefined {
  if (pane.kind !== 'photo') return undefined;
  return pane.origin === 'photo' ? 'photos' : 'screen';
}

function showsSource(pane: Pane, source: Source): boolean {
  if (pane.kind === 'live') return pane.source === source;
  return pane.kind === 'paused' && pane.resumes.source === source;
}
