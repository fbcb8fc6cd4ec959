import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakePeer, FakeStream } from '../../../support/played/fake-peer';
import { ScriptedCustomerSite } from '../../../support/played/scripted-customer-site';

const peers = vi.hoisted(() => ({ made: [] as FakePeer[] }));

vi.mock('simple-peer', async () => {
  const fake = await import('../../../support/played/fake-peer');
  return {
    default: class extends fake.FakePeer {
      constructor() {
        super();
        peers.made.push(this);
      }
    },
  };
});

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('RTCRtpSender', { getCapabilities: () => null });
  peers.made.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function showing() {
  const { VideoSender } = await import('../../../../customer/video/video-sender');
  const site = new ScriptedCustomerSite();
  await site.join();
  const sender = new VideoSender(site.client);
  const track = { kind: 'video', contentHint: '' } as unknown as MediaStreamTrack;
  sender.show(track, 'camera');
  return { site, sender, track };
}

test('the first picture fetches the peer, and makes one of it', async () => {
  const { sender, site } = await showing();
  expect(peers.made).toHaveLength(0);
  await vi.waitFor(() => expect(peers.made).toHaveLength(1));
  expect(sender.isRunning).toBe(true);
  sender.dispose();
  site.client.close();
});

test('stopped before the peer has come, none is made', async () => {
  const { sender, site } = await showing();
  sender.stop();
  await sender.prepare();
  await Promise.resolve();
  expect(peers.made).toHaveLength(0);
  expect(sender.isRunning).toBe(false);
  sender.dispose();
  site.client.close();
});
