import SimplePeer from 'simple-peer';
import type { IceServer } from '../../shared/settings/settings';
import { rtcConfiguration } from './ice-servers';
import type { PeerSignal } from './peer-signal';

/** Why a connection is over; a `protocol-fault` is one of the other end, which sent what it may not. */
export type PeerEnd = 'closed' | 'failed' | 'protocol-fault';

/** What a peer connection tells. */
export interface PeerListeners {
  /** A signal for the phone, as JSON text. */
  readonly signalled: (data: string) => void;
  readonly streamed: (stream: MediaStream) => void;
  readonly connected: () => void;
  /** The connection is over and cannot be mended; the phone makes a new one. */
  readonly ended: (why: PeerEnd) => void;
}

/** The console's end of one peer connection, receiving only. */
export interface Peer {
  readonly signal: (signal: PeerSignal) => void;
  /** The connection's statistics reports, still to be decoded; none where the connection is over. */
  readonly statistics: () => Promise<readonly unknown[]>;
  /** Ends the connection; no listener is called after this. */
  readonly destroy: () => void;
}

/** How a connection finds its way. */
export interface PeerPath {
  readonly iceServers: readonly IceServer[];
  /** Whether everything goes through a TURN server. */
  readonly relayOnly: boolean;
}

export type MakePeer = (path: PeerPath, listeners: PeerListeners) => Peer;

/** A peer connection by simple-peer, whose undocumented parts are used in this file only. */
export const makePeer: MakePeer = (path, listeners) => {
  const peer = new SimplePeer({ initiator: false, config: rtcConfiguration(path) });
  let isOver = false;
  const end = (why: PeerEnd) => {
    if (isOver) return;
    isOver = true;
    listeners.ended(why);
  };
  peer.on('signal', (data) => {
    if (!isOver) listeners.signalled(JSON.stringify(data));
  });
  peer.on('stream', (stream) => {
    if (!isOver) listeners.streamed(stream);
  });
  peer.on('connect', () => {
    if (!isOver) listeners.connected();
  });
  // Nothing is sent over the data channel, and what came would stay in memory, unread, for as long as the connection.
  peer.on('data', () => {
    end('protocol-fault');
    peer.destroy();
  });
  peer.on('error', () => end('failed'));
  peer.on('close', () => end('closed'));
  return {
    signal(signal) {
      if (isOver) return;
      try {
        peer.signal(signal.type === 'offer' ? signal : JSON.stringify(signal));
      } catch {
        end('failed');
      }
    },
    statistics: () => (isOver ? Promise.resolve([]) : readStatistics(peer)),
    destroy() {
      isOver = true;
      peer.destroy();
    },
  };
};

function readStatistics(peer: SimplePeer.Instance): Promise<readonly unknown[]> {
  if (!hasStatistics(peer)) return Promise.resolve([]);
  return new Promise((resolve) => {
    peer.getStats((error, reports) => resolve(error === null && Array.isArray(reports) ? reports : []));
  });
}

interface WithStatistics {
  readonly getStats: (callback: (error: unknown, reports: unknown) => void) => void;
}

function hasStatistics(peer: object): peer is WithStatistics {
  return 'getStats' in peer && typeof peer.getStats === 'function';
}
