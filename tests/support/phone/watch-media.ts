import type { Page } from '@playwright/test';

interface Watched {
  readonly tracks: MediaStreamTrack[];
  readonly connections: RTCPeerConnection[];
  readonly sockets: WebSocket[];
  /** Timers and intervals that are still to run. */
  readonly timers: Set<number>;
}

/** Notes every camera track, peer connection, socket and timer the page makes from now on; it changes nothing about them. */
export function watchMedia(): void {
  const watched: Watched = { tracks: [], connections: [], sockets: [], timers: new Set() };
  (window as unknown as { watched: Watched }).watched = watched;
  const { setTimeout: later, setInterval: again, clearTimeout: cancel } = window;
  window.setTimeout = ((action: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) => {
    const timer = later(() => {
      watched.timers.delete(timer);
      action(...given);
    }, delay);
    watched.timers.add(timer);
    return timer;
  }) as typeof window.setTimeout;
  window.setInterval = ((action: () => void, delay?: number) => {
    const timer = again(action, delay);
    watched.timers.add(timer);
    return timer;
  }) as typeof window.setInterval;
  const forget = (timer?: Parameters<typeof clearTimeout>[0]): void => {
    watched.timers.delete(Number(timer));
    cancel(timer);
  };
  window.clearTimeout = forget;
  window.clearInterval = forget;
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct: (target, args, newTarget) => {
      const made = Reflect.construct(target, args, newTarget) as RTCPeerConnection;
      watched.connections.push(made);
      return made;
    },
  });
  window.WebSocket = new Proxy(window.WebSocket, {
    construct: (target, args, newTarget) => {
      const made = Reflect.construct(target, args, newTarget) as WebSocket;
      watched.sockets.push(made);
      return made;
    },
  });
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    watched.tracks.push(...stream.getTracks());
    return stream;
  };
}

export interface MediaCount {
  /** How many of each were ever made. */
  readonly made: { readonly tracks: number; readonly connections: number; readonly sockets: number };
  /** How many of each still run. */
  readonly running: { readonly tracks: number; readonly connections: number; readonly sockets: number };
}

/** What of the watched media still runs. */
export function countMedia(page: Page): Promise<MediaCount> {
  return page.evaluate(() => {
    const { tracks, connections, sockets } = (window as unknown as { watched: Watched }).watched;
    return {
      made: { tracks: tracks.length, connections: connections.length, sockets: sockets.length },
      running: {
        tracks: tracks.filter(({ readyState }) => readyState === 'live').length,
        connections: connections.filter(({ connectionState }) => connectionState !== 'closed').length,
        sockets: sockets.filter(({ readyState }) => readyState !== WebSocket.CLOSED).length,
      },
    };
  });
}

/** How many timers and intervals of the page are still to run. */
export function countTimers(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { watched: Watched }).watched.timers.size);
}

/** Frames decoded so far by the page's watched peer connections, and the codec they came in. */
export function receivedVideo(page: Page): Promise<{ readonly codec: string; readonly frames: number }> {
  return page.evaluate(async () => {
    const { connections } = (window as unknown as { watched: Watched }).watched;
    let codec = '';
    let frames = 0;
    for (const connection of connections) {
      const report = await connection.getStats();
      for (const entry of report.values() as Iterable<Record<string, unknown>>) {
        if (entry.type !== 'inbound-rtp' || entry.kind !== 'video') continue;
        frames += Number(entry.framesDecoded ?? 0);
        const used = report.get(String(entry.codecId)) as { mimeType?: string } | undefined;
        codec = used?.mimeType ?? codec;
      }
    }
    return { codec, frames };
  });
}
