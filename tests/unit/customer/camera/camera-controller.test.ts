import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CameraController } from '../../../../customer/camera/camera-controller';
import { PictureUploads } from '../../../../customer/photos/picture-uploads';
import { sourceFailureOf } from '../../../../customer/video/source-failure';
import { VideoSender } from '../../../../customer/video/video-sender';
import { FakeStream } from '../../../support/played/fake-peer';
import { ScriptedCustomerSite, settle } from '../../../support/played/scripted-customer-site';

const peers = vi.hoisted(() => ({
  made: [] as { readonly destroyed: boolean; readonly replaced: readonly unknown[] }[],
}));

vi.mock('simple-peer', async () => {
  const { FakePeer } = await import('../../../support/played/fake-peer');
  return {
    default: class extends FakePeer {
      constructor() {
        super();
        peers.made.push(this);
      }
    },
  };
});

class FakeTrack extends EventTarget {
  readonly kind = 'video';
  contentHint = '';
  readyState: 'live' | 'ended' = 'live';
  constructor(readonly facingMode: string | undefined) {
    super();
  }
  stop(): void {
    this.readyState = 'ended';
  }
  getSettings(): MediaTrackSettings {
    return {
      deviceId: this.facingMode ?? 'desk',
      ...(this.facingMode === undefined ? {} : { facingMode: this.facingMode }),
    };
  }
}

interface Request {
  readonly constraints: MediaStreamConstraints;
  readonly give: (track: FakeTrack) => Promise<void>;
  readonly refuse: (name: string) => Promise<void>;
}

let site: ScriptedCustomerSite;
let camera: CameraController;
let sender: VideoSender;
let requests: Request[];
let tracks: FakeTrack[];
let devices: string[];

function streamOf(track: FakeTrack): MediaStream {
  return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
}

beforeEach(async () => {
  site = new ScriptedCustomerSite();
  await site.join();
  requests = [];
  tracks = [];
  devices = ['rear', 'front'];
  peers.made.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('RTCRtpSender', { getCapabilities: () => null });
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: (constraints: MediaStreamConstraints) =>
        new Promise<MediaStream>((resolve, reject) => {
          requests.push({
            constraints,
            give: (track) => {
              tracks.push(track);
              resolve(streamOf(track));
              return settle();
            },
            refuse: (name) => {
              reject(new DOMException('', name));
              return settle();
            },
          });
        }),
      enumerateDevices: async () => devices.map((deviceId) => ({ kind: 'videoinput', deviceId })),
    },
  });
  sender = new VideoSender(site.client);
  await sender.prepare();
  camera = new CameraController(site.client, sender, new PictureUploads(site.client));
});

afterEach(() => {
  // Whatever a test did, nothing may be left once the camera is stopped.
  camera.stop(false);
  sender.stop();
  expect(tracks.filter(({ readyState }) => readyState === 'live')).toEqual([]);
  expect(peers.made.filter(({ destroyed }) => !destroyed)).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function start(facingMode: string | null = 'environment'): Promise<FakeTrack> {
  void camera.start();
  const track = new FakeTrack(facingMode ?? undefined);
  await requests.at(-1)?.give(track);
  return track;
}

const commands = (): string[] =>
  site.sent.flatMap((message) =>
    message.kind === 'start-source' || message.kind === 'change-camera'
      ? [`${message.kind} ${message.facing}`]
      : message.kind === 'stop-source' || message.kind === 'report-source-failure'
        ? [message.kind]
        : [],
  );

describe('the camera', () => {
  test('opens the rear one without sound, is sent and said to be shared', async () => {
    await start();
    expect(requests[0]?.constraints).toMatchObject({
      audio: false,
      video: { facingMode: { ideal: 'environment' } },
    });
    expect(camera.getState()).toMatchObject({ kind: 'on', facing: 'rear', canFlip: true });
    expect(peers.made).toHaveLength(1);
    expect(commands()).toEqual(['start-source rear']);
  });

  test('stopped, its track ends, its peer sends nothing, and the log is told only where asked', async () => {
    const track = await start();
    camera.stop(true);
    await settle();
    expect(peers.made.map(({ replaced }) => replaced)).toEqual([[null]]);
    expect(track.readyState).toBe('ended');
    expect(camera.getState()).toEqual({ kind: 'off' });
    camera.stop(true);
    await settle();
    expect(commands()).toEqual(['start-source rear', 'stop-source']);
  });

  test('one that opens after it was given up is closed again and never sent', async () => {
    void camera.start();
    camera.stop(true);
    const track = new FakeTrack('environment');
    await requests[0]?.give(track);
    expect(track.readyState).toBe('ended');
    expect(camera.getState()).toEqual({ kind: 'off' });
    expect(peers.made).toEqual([]);
    expect(commands()).toEqual([]);
  });

  test('given up and started again while the first still opens, only the second is sent', async () => {
    void camera.start();
    camera.stop(false);
    void camera.start();
    const first = new FakeTrack('environment');
    await requests[0]?.give(first);
    await requests[1]?.give(new FakeTrack('environment'));
    expect(first.readyState).toBe('ended');
    expect(camera.getState().kind).toBe('on');
    expect(commands()).toEqual(['start-source rear']);
  });

  test('a second start while it opens asks for no second camera', async () => {
    void camera.start();
    void camera.start();
    expect(requests).toHaveLength(1);
  });

  test('flips: the old track ends before the other camera is asked for', async () => {
    const rear = await start();
    void camera.flip();
    await settle();
    expect(rear.readyState).toBe('ended');
    expect(requests[1]?.constraints.video).toMatchObject({ facingMode: { ideal: 'user' } });
    await requests[1]?.give(new FakeTrack('user'));
    expect(camera.getState()).toMatchObject({ kind: 'on', facing: 'front' });
    expect(commands()).toEqual(['start-source rear', 'change-camera front']);
  });

  test('a second tap on flip while it turns is ignored', async () => {
    await start();
    void camera.flip();
    void camera.flip();
    await settle();
    expect(requests).toHaveLength(2);
    await requests[1]?.give(new FakeTrack('user'));
    void camera.flip();
    await settle();
    expect(requests).toHaveLength(3);
  });

  test('stopped while it looks for the other camera, it opens none', async () => {
    const track = await start(null);
    devices = ['desk', 'other'];
    void camera.flip();
    camera.stop(true);
    await settle();
    expect(requests).toHaveLength(1);
    expect(track.readyState).toBe('ended');
    expect(camera.getState()).toEqual({ kind: 'off' });
  });

  test('stopped while the other camera opens, that one is closed again', async () => {
    await start();
    void camera.flip();
    await settle();
    camera.stop(true);
    const front = new FakeTrack('user');
    await requests[1]?.give(front);
    expect(front.readyState).toBe('ended');
    expect(camera.getState()).toEqual({ kind: 'off' });
  });

  test('cameras that do not say where they face are told apart by their device', async () => {
    devices = ['desk', 'other'];
    await start(null);
    void camera.flip();
    await settle();
    expect(requests[1]?.constraints.video).toMatchObject({ deviceId: { exact: 'other' } });
  });

  test('where the cameras cannot be listed, it flips by what the browser makes of the wish', async () => {
    await start(null);
    vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockRejectedValue(
      new DOMException('', 'AbortError'),
    );
    void camera.flip();
    await settle();
    expect(requests[1]?.constraints.video).toMatchObject({ facingMode: { ideal: 'user' } });
  });

  test('with one camera there is nothing to flip to', async () => {
    devices = ['rear'];
    await start();
    expect(camera.getState()).toMatchObject({ canFlip: false });
  });

  test('a refusal says why, and trying again asks again', async () => {
    void camera.start();
    await requests[0]?.refuse('NotAllowedError');
    expect(camera.getState()).toEqual({ kind: 'failed', failure: 'permission-denied' });
    expect(commands()).toEqual(['report-source-failure']);
    await start();
    expect(camera.getState().kind).toBe('on');
  });

  test('a refusal after it was given up says nothing', async () => {
    void camera.start();
    camera.stop(true);
    await requests[0]?.refuse('NotAllowedError');
    expect(camera.getState()).toEqual({ kind: 'off' });
    expect(commands()).toEqual([]);
  });

  test('a track that ends by itself is a failure, told once', async () => {
    const track = await start();
    track.stop();
    track.dispatchEvent(new Event('ended'));
    track.dispatchEvent(new Event('ended'));
    await settle();
    expect(camera.getState()).toEqual({ kind: 'failed', failure: 'failed' });
    expect(commands()).toEqual(['start-source rear', 'report-source-failure']);
  });

  test('without cameras in this browser, it says so', async () => {
    vi.stubGlobal('navigator', {});
    await camera.start();
    expect(camera.getState()).toEqual({ kind: 'failed', failure: 'not-supported' });
  });
});

test.each([
  ['NotAllowedError', 'permission-denied'],
  ['SecurityError', 'permission-denied'],
  ['NotFoundError', 'no-device'],
  ['OverconstrainedError', 'no-device'],
  ['NotReadableError', 'in-use'],
  ['AbortError', 'in-use'],
  ['NotSupportedError', 'not-supported'],
  ['SomethingElse', 'failed'],
] as const)('%s means %s', (name, failure) => {
  expect(sourceFailureOf(new DOMException('', name))).toBe(failure);
});

test('what is no error at all is a failure too', () => {
  expect(sourceFailureOf('odd')).toBe('failed');
});
