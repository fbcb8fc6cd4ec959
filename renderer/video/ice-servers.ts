import type { IceServer } from '../../shared/settings/settings';

/** ICE servers as a peer connection takes them. */
export function rtcIceServers(iceServers: readonly IceServer[]): RTCIceServer[] {
  return iceServers.map(({ urls, username, credential }) => ({
    urls,
    ...(username === undefined || username === '' ? {} : { username }),
    ...(credential === undefined || credential === '' ? {} : { credential }),
  }));
}

/** The configuration of a connection that finds its way by `iceServers`, or only through them. */
export function rtcConfiguration(path: {
  readonly iceServers: readonly IceServer[];
  readonly relayOnly: boolean;
}): RTCConfiguration {
  return {
    iceServers: rtcIceServers(path.iceServers),
    iceTransportPolicy: path.relayOnly ? 'relay' : 'all',
  };
}
