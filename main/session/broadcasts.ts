import type { Clock } from '../../shared/clock';
import type { ConsoleEvent } from '../../shared/ipc/console-event';
import { sharingIsAllowed } from '../../shared/session/pane';
import { noCapabilities, type SessionEvent } from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import type { RepresentativeMessage, SiteToRepresentative } from '../../shared/wire/representative-link';
import { newIdentifier } from '../../site/identifiers';
import { refusalMessage } from './refusal-message';
import type { Answers, LiveSession } from './session-part';
import type { SiteLink } from './site-link';
import { hashToken } from './tokens';

/** How long pictures may take to flow after an offer came, in milliseconds. */
export const connectsWithinMs = 60_000;

interface Broadcast {
  readonly resourceId: string;
  state: 'offered' | 'answered' | 'connected';
  readonly cancelDeadline: () => void;
}

interface Endpoint {
  readonly session: LiveSession;
  readonly endpointId: string;
  /** Kept in memory only, so that asking again gives the same address and token. */
  readonly token: string;
  broadcast: Broadcast | undefined;
}

/** Broadcasts of sessions' screens by WHIP: their endpoints at the site, and what they amount to in the log. */
export class Broadcasts {
  readonly #publish: (event: ConsoleEvent) => void;
  readonly #clock: Clock;
  readonly #endpoints = new Map<string, Endpoint>();
  #link: SiteLink | undefined;

  constructor(clock: Clock, publish: (event: ConsoleEvent) => void) {
    this.#clock = clock;
    this.#publish = publish;
  }

  /** From now on `link` leads to the site: endpoints open so far are opened there too, and pictures that flow go on. */
  attachSite(link: SiteLink | undefined): void {
    this.#link = link;
    for (const endpoint of this.#endpoints.values()) {
      if (endpoint.broadcast !== undefined && endpoint.broadcast.state !== 'connected') this.#end(endpoint);
      this.#openAtSite(endpoint);
    }
  }

  /** Answers `open-broadcast`. */
  readonly answer: Answers['open-broadcast'] = (session, { id }) => {
    if (!mayBroadcast(session.state)) {
      const message = 'A broadcast needs the permission to share and the Screen tab.';
      return refusalMessage({ code: 'not-allowed', message, commandId: id });
    }
    const endpoint = this.#endpoints.get(session.sessionId) ?? this.#newEndpoint(session);
    const { endpointId, token } = endpoint;
    return { kind: 'broadcast-opened', id, path: `/whip/${endpointId}`, token };
  };

  /** Follows what the site says of broadcasters. */
  receive(message: SiteToRepresentative): void {
    switch (message.kind) {
      case 'whip-offered': {
        const { endpointId, resourceId, sdp } = message;
        const endpoint = this.#named(endpointId);
        if (endpoint === undefined || !mayBroadcast(endpoint.session.state)) {
          this.#send({ kind: 'answer-whip', resourceId, sdp: null });
          return;
        }
        this.#end(endpoint);
        const cancelDeadline = this.#clock.setTimer(() => this.#end(endpoint), connectsWithinMs);
        endpoint.broadcast = { resourceId, state: 'offered', cancelDeadline };
        const { sessionId } = endpoint.session;
        this.#publish({ kind: 'broadcast-offered', sessionId, resourceId, sdp });
        return;
      }
      case 'whip-ended': {
        const endpoint = this.#named(message.endpointId);
        if (endpoint?.broadcast?.resourceId === message.resourceId) this.#end(endpoint);
        return;
      }
      default:
        return;
    }
  }

  /** The renderer's answer to an offer; null refuses it. One that comes too late, or twice, changes nothing. */
  answerOffer(sessionId: string, resourceId: string, sdp: string | null): void {
    const endpoint = this.#endpoints.get(sessionId);
    if (endpoint?.broadcast?.resourceId !== resourceId || endpoint.broadcast.state !== 'offered') return;
    this.#send({ kind: 'answer-whip', resourceId, sdp });
    if (sdp === null) this.#end(endpoint);
    else endpoint.broadcast.state = 'answered';
  }

  /** What the renderer's connection tells: the pictures flow, or have ended. */
  report(sessionId: string, resourceId: string, state: 'connected' | 'ended'): void {
    const endpoint = this.#endpoints.get(sessionId);
    const broadcast = endpoint?.broadcast;
    if (endpoint === undefined || broadcast === undefined || broadcast.resourceId !== resourceId) return;
    if (state === 'ended') {
      this.#end(endpoint);
      return;
    }
    if (broadcast.state !== 'answered') return;
    if (!mayBroadcast(endpoint.session.state)) {
      this.#end(endpoint);
      return;
    }
    broadcast.cancelDeadline();
    broadcast.state = 'connected';
    endpoint.session.record('customer', {
      kind: 'source-started',
      source: 'screen',
      facing: 'unknown',
      method: 'broadcast',
      capabilities: noCapabilities,
    });
  }

  /** Follows a session's log: a broadcast lasts no longer than the permission, the tab and the session. */
  follow(session: LiveSession, event: SessionEvent): void {
    const endpoint = this.#endpoints.get(session.sessionId);
    if (endpoint === undefined) return;
    switch (event.kind) {
      case 'session-ended':
      case 'sharing-stopped':
        this.#close(endpoint);
        return;
      case 'tab-opened':
        // Neither a reply in the chat nor a look at the files disturbs what is shown.
        if (event.tab === 'camera' || event.tab === 'photos') this.#close(endpoint);
        return;
      case 'source-started':
        if (event.method !== 'broadcast') this.#end(endpoint);
        return;
      case 'source-stopped':
      case 'source-failed':
      case 'photo-choosing-began':
        if (endpoint.broadcast?.state === 'connected') this.#end(endpoint);
        return;
      default:
        return;
    }
  }

  /** The page that received the pictures is gone, and they with it. */
  pageLost(): void {
    for (const endpoint of this.#endpoints.values()) this.#end(endpoint);
  }

  /** Clears every timer. */
  dispose(): void {
    for (const { broadcast } of this.#endpoints.values()) broadcast?.cancelDeadline();
    this.#endpoints.clear();
  }

  #newEndpoint(session: LiveSession): Endpoint {
    const endpoint = {
      session,
      endpointId: newIdentifier(),
      token: newIdentifier(),
      broadcast: undefined,
    };
    this.#endpoints.set(session.sessionId, endpoint);
    this.#openAtSite(endpoint);
    return endpoint;
  }

  #openAtSite({ endpointId, token }: Endpoint): void {
    this.#send({ kind: 'open-whip', endpointId, tokenHash: hashToken(token) });
  }

  #close(endpoint: Endpoint): void {
    this.#end(endpoint);
    this.#endpoints.delete(endpoint.session.sessionId);
    this.#send({ kind: 'close-whip', endpointId: endpoint.endpointId });
  }

  /** Ends what is broadcast at an endpoint, if anything is, for all who know of it; the endpoint stays. */
  #end(endpoint: Endpoint): void {
    const { session, broadcast } = endpoint;
    if (broadcast === undefined) return;
    endpoint.broadcast = undefined;
    broadcast.cancelDeadline();
    const { resourceId } = broadcast;
    this.#send({ kind: 'end-whip', resourceId });
    this.#publish({ kind: 'broadcast-ended', sessionId: session.sessionId, resourceId });
    const { state } = session;
    const isShown =
      state.phase === 'active' && state.pane.kind === 'live' && state.pane.method === 'broadcast';
    if (isShown) session.record('customer', { kind: 'source-stopped', source: 'screen' });
  }

  #named(endpointId: string): Endpoint | undefined {
    return [...this.#endpoints.values()].find((endpoint) => endpoint.endpointId === endpointId);
  }

  #send(message: RepresentativeMessage): void {
    this.#link?.send(message);
  }
}

function mayBroadcast(state: SessionState): boolean {
  return (
    state.phase === 'active' &&
    state.tab === 'screen' &&
    sharingIsAllowed(state.pane) &&
    state.pane.kind !== 'hidden' &&
    state.pane.kind !== 'paused'
  );
}
