import type { IceServers } from '../session/client-state';

/** How a peer connection finds its way; without servers it uses none, not the library's own. */
export function peerConfiguration({ iceServers, relayOnly }: IceServers): RTCConfiguration {
  return {
    iceTransportPolicy: relayOnly === true ? 'relay' : 'all',
    iceServers: iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    })),
  };
}
