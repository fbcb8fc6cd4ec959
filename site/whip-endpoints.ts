import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../shared/clock';
import type { SiteToRepresentative } from '../shared/wire/representative-link';
import { newIdentifier } from './identifiers';

/** How long a broadcaster waits for the console's answer, in milliseconds. */
export const whipAnswerMs = 10_000;
/** How long an endpoint whose console is gone says so, in milliseconds; after that it is unknown. */
export const orphanedForMs = 10 * 60_000;
/** Endpoints one console may have open. */
const endpointsPerConsole = 200;

/** The console that an endpoint belongs to. */
export interface WhipConsole {
  send(message: SiteToRepresentative): void;
}

export type OfferOutcome =
  | { readonly kind: 'answered'; readonly resourceId: string; readonly sdp: string }
  /** The console does not take this offer. */
  | { readonly kind: 'refused' }
  /** Another broadcaster uses the endpoint. */
  | { readonly kind: 'busy' }
  /** The console is gone, or does not answer. */
  | { readonly kind: 'no-answer' }
  /** The endpoint was closed meanwhile. */
  | { readonly kind: 'closed' };

interface Broadcast {
  readonly resourceId: string;
  /** Set until the console has answered. */
  settle: ((outcome: OfferOutcome) => void) | undefined;
}

interface Endpoint {
  readonly endpointId: string;
  readonly tokenHash: string;
  /** Undefined once the console is gone. */
  console: WhipConsole | undefined;
  broadcast: Broadcast | undefined;
  cancelOrphan: () => void;
}

/** The WHIP endpoints (RFC 9725) that consoles have opened, and the one broadcast each may have. */
export class WhipEndpoints {
  readonly #clock: Clock;
  readonly #endpoints = new Map<string, Endpoint>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Opens an endpoint for `console`; one it has open already is replaced. */
  open(console: WhipConsole, endpointId: string, tokenHash: string): void {
    const before = this.#endpoints.get(endpointId);
    if (before?.console !== undefined && before.console !== console) return;
    const own = [...this.#endpoints.values()].filter((endpoint) => endpoint.console === console);
    if (before === undefined && own.length >= endpointsPerConsole) return;
    if (before !== undefined) this.#remove(before);
    const endpoint = { endpointId, tokenHash, console, broadcast: undefined, cancelOrphan: () => undefined };
    this.#endpoints.set(endpointId, endpoint);
  }

  close(console: WhipConsole, endpointId: string): void {
    const endpoint = this.#endpoints.get(endpointId);
    if (endpoint?.console === console) this.#remove(endpoint);
  }

  /** Passes on the console's answer to an offer; null refuses it. */
  answer(console: WhipConsole, resourceId: string, sdp: string | null): void {
    const endpoint = this.#ofBroadcast(console, resourceId);
    const settle = endpoint?.broadcast?.settle;
    if (endpoint?.broadcast === undefined || settle === undefined) return;
    endpoint.broadcast.settle = undefined;
    if (sdp === null) endpoint.broadcast = undefined;
    settle(sdp === null ? { kind: 'refused' } : { kind: 'answered', resourceId, sdp });
  }

  /** Ends a broadcast for the console; the endpoint is free for another. */
  end(console: WhipConsole, resourceId: string): void {
    const endpoint = this.#ofBroadcast(console, resourceId);
    if (endpoint === undefined) return;
    const { broadcast } = endpoint;
    endpoint.broadcast = undefined;
    broadcast?.settle?.({ kind: 'refused' });
  }

  /** Notes that a console is gone; its endpoints say so for a while, as it may come back and reopen them. */
  forget(console: WhipConsole): void {
    for (const endpoint of this.#endpoints.values()) {
      if (endpoint.console !== console) continue;
      endpoint.console = undefined;
      endpoint.broadcast?.settle?.({ kind: 'no-answer' });
      endpoint.broadcast = undefined;
      endpoint.cancelOrphan = this.#clock.setTimer(() => this.#remove(endpoint), orphanedForMs);
    }
  }

  has(endpointId: string): boolean {
    return this.#endpoints.has(endpointId);
  }

  /** Returns whether `token` opens the endpoint, in constant time. */
  admits(endpointId: string, token: string): boolean {
    const endpoint = this.#endpoints.get(endpointId);
    if (endpoint === undefined) return false;
    const given = createHash('sha256').update(token).digest();
    return timingSafeEqual(given, Buffer.from(endpoint.tokenHash, 'hex'));
  }

  /** Returns why an offer would not be passed on now; undefined if it would. */
  obstacle(endpointId: string): 'busy' | 'no-answer' | 'closed' | undefined {
    const endpoint = this.#endpoints.get(endpointId);
    if (endpoint === undefined) return 'closed';
    if (endpoint.console === undefined) return 'no-answer';
    return endpoint.broadcast === undefined ? undefined : 'busy';
  }

  /** Passes an offer on to the console and waits for its answer; `gone` aborts when the broadcaster goes away. */
  offer(endpointId: string, sdp: string, gone: AbortSignal): Promise<OfferOutcome> {
    const obstacle = this.obstacle(endpointId);
    const endpoint = this.#endpoints.get(endpointId);
    if (obstacle !== undefined) return Promise.resolve({ kind: obstacle });
    if (endpoint?.console === undefined || gone.aborted) return Promise.resolve({ kind: 'no-answer' });
    const { console } = endpoint;
    const resourceId = newIdentifier();
    return new Promise((resolve) => {
      const giveUp = (): void => {
        if (endpoint.broadcast !== broadcast || broadcast.settle === undefined) return;
        endpoint.broadcast = undefined;
        endpoint.console?.send({ kind: 'whip-ended', endpointId, resourceId });
        broadcast.settle({ kind: 'no-answer' });
      };
      const cancelTimeout = this.#clock.setTimer(giveUp, whipAnswerMs);
      const broadcast: Broadcast = {
        resourceId,
        settle: (outcome) => {
          cancelTimeout();
          gone.removeEventListener('abort', giveUp);
          resolve(outcome);
        },
      };
      gone.addEventListener('abort', giveUp);
      endpoint.broadcast = broadcast;
      console.send({ kind: 'whip-offered', endpointId, resourceId, sdp });
    });
  }

  /** Returns whether an answered broadcast is still running under this name. */
  isOn(endpointId: string, resourceId: string): boolean {
    const broadcast = this.#endpoints.get(endpointId)?.broadcast;
    return broadcast?.resourceId === resourceId && broadcast.settle === undefined;
  }

  /** Ends a broadcast for its broadcaster. */
  endByBroadcaster(endpointId: string, resourceId: string): void {
    const endpoint = this.#endpoints.get(endpointId);
    if (endpoint === undefined || !this.isOn(endpointId, resourceId)) return;
    endpoint.broadcast = undefined;
    endpoint.console?.send({ kind: 'whip-ended', endpointId, resourceId });
  }

  /** Closes every endpoint and clears every timer. */
  clear(): void {
    for (const endpoint of [...this.#endpoints.values()]) this.#remove(endpoint);
  }

  #remove(endpoint: Endpoint): void {
    endpoint.cancelOrphan();
    this.#endpoints.delete(endpoint.endpointId);
    const { broadcast } = endpoint;
    endpoint.broadcast = undefined;
    broadcast?.settle?.({ kind: 'closed' });
  }

  #ofBroadcast(console: WhipConsole, resourceId: string): Endpoint | undefined {
    return [...this.#endpoints.values()].find(
      (endpoint) => endpoint.console === console && endpoint.broadcast?.resourceId === resourceId,
    );
  }
}
