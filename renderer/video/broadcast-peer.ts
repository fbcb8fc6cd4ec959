import { rtcConfiguration } from './ice-servers';
import type { Peer, PeerListeners, PeerPath } from './peer';

/** Candidates still missing after this are left out of the answer, in milliseconds. */
const gatherWithinMs = 5000;

/** What a broadcast's connection tells, beside what every peer does. */
export interface BroadcastListeners extends Omit<PeerListeners, 'signalled'> {
  /** The whole answer; null where the offer cannot be taken. */
  readonly answered: (sdp: string | null) => void;
}

export type MakeBroadcastPeer = (path: PeerPath, offer: string, listeners: BroadcastListeners) => Peer;

/** Receives a broadcaster app's video (WHIP): a plain peer connection that answers one offer with all candidates. */
export const makeBroadcastPeer: MakeBroadcastPeer = (path, offer, listeners) => {
  const connection = new RTCPeerConnection(rtcConfiguration(path));
  let isOver = false;
  const end = (why: 'closed' | 'failed') => {
    if (isOver) return;
    isOver = true;
    connection.close();
    listeners.ended(why);
  };
  connection.addEventListener('connectionstatechange', () => {
    if (isOver) return;
    if (connection.connectionState === 'connected') listeners.connected();
    if (connection.connectionState === 'failed') end('failed');
    if (connection.connectionState === 'closed') end('closed');
  });
  connection.addEventListener('track', ({ track }) => {
    if (isOver) return;
    if (track.kind === 'video') listeners.streamed(new MediaStream([track]));
    // Sound is answered, as broadcasters expect, and never played.
    else track.enabled = false;
  });
  answer(connection, offer).then(
    (sdp) => {
      if (!isOver) listeners.answered(sdp);
    },
    () => {
      if (isOver) return;
      listeners.answered(null);
      end('failed');
    },
  );
  return {
    signal: () => undefined,
    statistics: async () => (isOver ? [] : [...(await connection.getStats()).values()]),
    destroy() {
      isOver = true;
      connection.close();
    },
  };
};

async function answer(connection: RTCPeerConnection, offer: string): Promise<string> {
  await connection.setRemoteDescription({ type: 'offer', sdp: offer });
  const video = connection.getTransceivers().filter(({ receiver }) => receiver.track.kind === 'video');
  if (video.length === 0) throw new Error('The offer has no video.');
  for (const transceiver of connection.getTransceivers()) transceiver.direction = 'recvonly';
  await connection.setLocalDescription(await connection.createAnswer());
  await gathered(connection);
  const { localDescription } = connection;
  if (localDescription === null) throw new Error('There is no answer.');
  return localDescription.sdp;
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      connection.removeEventListener('icegatheringstatechange', look);
      connection.removeEventListener('connectionstatechange', look);
      resolve();
    };
    const look = () => {
      if (connection.iceGatheringState === 'complete' || connection.connectionState === 'closed') finish();
    };
    const timer = setTimeout(finish, gatherWithinMs);
    connection.addEventListener('icegatheringstatechange', look);
    connection.addEventListener('connectionstatechange', look);
    look();
  });
}
