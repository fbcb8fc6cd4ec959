import type { SiteMessage } from '../../shared/wire/site-message';
import type { KeptSessionStore } from './kept-session';
import type { LineSurroundings } from './line';

/** What the client needs of its surroundings; tests hand in their own. */
export interface ClientSurroundings extends LineSurroundings {
  readonly kept: KeptSessionStore;
  readonly newIdentifier: () => string;
}

/** The servers through which video may find its way, and whether it must go through one. */
export type IceServers = Pick<Extract<SiteMessage, { kind: 'ice-servers' }>, 'iceServers' | 'relayOnly'>;
