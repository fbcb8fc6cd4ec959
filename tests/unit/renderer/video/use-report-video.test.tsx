import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { request as askMain } from '../../../../renderer/ipc/request';
import { RequestContext } from '../../../../renderer/kit/use-request';
import type { WatchedStatistics } from '../../../../renderer/video/statistics-watch';
import { useReportVideo } from '../../../../renderer/video/use-report-video';
import type { ActiveSession } from '../../../../shared/session/session-state';
import { liveCamera } from '../screen/samples';

const statistics = (codec: string, framesDecoded: number, peerId = 'peer-one'): WatchedStatistics => ({
  peerId,
  history: [],
  latest: {
    codec,
    width: 1440,
    height: 1080,
    framesDecoded,
    framesDropped: 0,
    freezes: 0,
    retransmitsAsked: 0,
    framesPerSecond: 20,
    kilobitsPerSecond: 800,
    loss: 0,
    roundTripMs: null,
    path: 'direct',
    protocol: 'udp',
  },
});

interface Props {
  readonly video: ActiveSession['video'];
  readonly seen: WatchedStatistics | null;
  readonly at: number;
}

const first: Props = { video: null, seen: null, at: 1 };

function start(reply: unknown = { ok: true, value: { seq: 9 } }) {
  const request = vi.fn<(name: string, args: unknown) => Promise<unknown>>(() => Promise.resolve(reply));
  vi.stubGlobal('sightline', { request, onEvent: () => () => undefined });
  const hook = renderHook(
    ({ video, seen, at }: Props) =>
      useReportVideo('session-one', { pane: { ...liveCamera, at }, video }, seen),
    {
      initialProps: first,
      wrapper: ({ children }: { readonly children: ReactNode }) => (
        <RequestContext value={askMain}>{children}</RequestContext>
      ),
    },
  );
  return { request, hook };
}

describe('useReportVideo', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('reports the first decoded picture of a source and each change of codec, once', () => {
    const { request, hook } = start();
    hook.rerender({ video: null, seen: statistics('VP9', 0), at: 1 });
    expect(request).not.toHaveBeenCalled();
    hook.rerender({ video: null, seen: statistics('VP9', 1), at: 1 });
    hook.rerender({ video: null, seen: statistics('VP9', 30), at: 1 });
    expect(request.mock.calls).toEqual([
      [
        'report-video',
        expect.objectContaining({ sessionId: 'session-one', codec: 'VP9', width: 1440, height: 1080 }),
      ],
    ]);
    const video = { codec: 'VP9', width: 1440, height: 1080 };
    hook.rerender({ video, seen: statistics('VP9', 60), at: 1 });
    hook.rerender({ video, seen: statistics('H264', 90), at: 1 });
    hook.rerender({ video, seen: statistics('H264', 120), at: 1 });
    expect(request).toHaveBeenCalledTimes(2);
    hook.rerender({ video: null, seen: statistics('H264', 1, 'peer-two'), at: 5 });
    expect(request).toHaveBeenCalledTimes(3);
  });

  it('does not report again what the log holds', () => {
    const { request, hook } = start();
    hook.rerender({ video: { codec: 'VP9', width: 2, height: 2 }, seen: statistics('VP9', 5), at: 1 });
    expect(request).not.toHaveBeenCalled();
  });

  it('tries again where main could not record it', async () => {
    const { request, hook } = start({ ok: false, refusal: { code: 'could-not-save', message: 'No.' } });
    hook.rerender({ video: null, seen: statistics('VP9', 1), at: 1 });
    await act(async () => undefined);
    hook.rerender({
      video: null,
      seen: { ...statistics('VP9', 2), latest: { ...statistics('VP9', 2).latest, width: 1441 } },
      at: 1,
    });
    expect(request).toHaveBeenCalledTimes(2);
  });
});
