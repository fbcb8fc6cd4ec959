import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect } from '@playwright/test';
// Its types, with what it puts on the window.
import type { SimulatedPhoneControl } from '../../../customer/practice/control';
import type { ConsoleApp } from '../console/console-app';
import { projectRoot } from '../electron-path';
import type { Phone } from '../phone/phone';
import { joinAndAccept } from './journey';

const simulatedPhone = join(projectRoot, 'dist', 'practice', 'simulated-phone.js');

/** A camera small enough that two cores can paint, encode and decode it. */
export interface CameraSize {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
}

/** What the simulated phone's camera gives unless a test says otherwise. */
export const smallCamera: CameraSize = { width: 480, height: 270, frameRate: 15 };

/** A phone with simulated cameras, screen and photos, whose customer was accepted. */
export function joinSimulated(
  console: ConsoleApp,
  browser: Browser,
  name: string,
  camera: CameraSize = smallCamera,
): Promise<Phone> {
  return joinAndAccept(console, browser, name, async ({ context }) => {
    await context.addInitScript({ path: simulatedPhone });
    await context.addInitScript(limitCamera, camera);
  });
}

/** Has the camera give the size wanted, whatever the page asks for. */
function limitCamera(size: CameraSize): void {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = (asked) => {
    const video = typeof asked?.video === 'object' ? asked.video : {};
    return getUserMedia({ ...asked, video: { ...video, ...size } });
  };
}

/** The representative asks and the customer allows, leaving the choice of what to show open. */
export async function allowSharing(consolePage: Page, phone: Page): Promise<void> {
  await consolePage.getByRole('button', { name: /^Ask (to share|again)$/ }).click();
  await phone.getByRole('button', { name: 'Allow' }).click();
  await phone.getByRole('button', { name: 'Not yet' }).click();
}

/** Opens one of the customer's tabs. */
export async function openTab(phone: Page, tab: 'Chat' | 'Screen' | 'Camera' | 'Photos'): Promise<void> {
  await phone
    .getByRole('navigation', { name: 'What you see and show' })
    .getByText(tab, { exact: true })
    .click();
}

/** Starts display capture on the Screen tab and waits until the console shows it. */
export async function shareScreen(consolePage: Page, phone: Page): Promise<void> {
  await openTab(phone, 'Screen');
  await phone.getByRole('button', { name: 'Start sharing' }).click();
  await expect(consolePage.getByText('Live: screen')).toBeVisible();
}

interface LoggedEvent {
  readonly seq: number;
  readonly kind: string;
  readonly by: string;
  readonly [field: string]: unknown;
}

/** The log of a console's session (the newest unless `customer` is named), by way of IPC. */
export function logOf(
  consolePage: Page,
  customer?: string,
): Promise<{ sessionId: string; events: LoggedEvent[] }> {
  return consolePage.evaluate(async (name) => {
    const { sightline } = window as unknown as {
      sightline: { request: (name: string, args: unknown) => Promise<{ value: never }> };
    };
    const { sessions } = (await sightline.request('get-snapshot', {})).value as {
      sessions: { sessionId: string; state: { customer: { name: string } } }[];
    };
    const found = sessions.filter(({ state }) => name === undefined || state.customer.name === name).at(-1);
    const sessionId = found?.sessionId ?? '';
    const { events } = (
      await sightline.request('get-session-events', { sessionId, afterSeq: 0, limit: 1000 })
    ).value as { events: never[] };
    return { sessionId, events };
  }, customer);
}

/** The newest entry of one kind in the log of the newest session, once there is one. */
export async function loggedEvent(consolePage: Page, kind: string): Promise<LoggedEvent> {
  let found: LoggedEvent | undefined;
  await expect
    .poll(async () => {
      found = (await logOf(consolePage)).events.findLast((event) => event.kind === kind);
      return found?.kind;
    })
    .toBe(kind);
  if (found === undefined) throw new Error(`no ${kind} in the log`);
  return found;
}

export interface WireCount {
  readonly packets: number;
  readonly bytes: number;
  readonly frames: number;
}

interface WatchedWindow {
  readonly watched: { readonly connections: RTCPeerConnection[] };
}

/** What a page's watched peer connections have sent (or received) of video so far, those closed since left out. */
export function videoWire(page: Page, direction: 'outbound-rtp' | 'inbound-rtp'): Promise<WireCount> {
  return page.evaluate(async (type) => {
    const count = { packets: 0, bytes: 0, frames: 0 };
    for (const connection of (window as unknown as WatchedWindow).watched.connections) {
      if (connection.connectionState === 'closed') continue;
      for (const entry of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (entry.type !== type || entry.kind !== 'video') continue;
        count.packets += Number(entry.packetsSent ?? entry.packetsReceived ?? 0);
        count.bytes += Number(entry.bytesSent ?? entry.bytesReceived ?? 0);
        count.frames += Number(entry.framesSent ?? entry.framesDecoded ?? 0);
      }
    }
    return count;
  }, direction);
}

/** What the console's newest picture looks like: its size, and how strong its colours are (0 for grey, 255 at most). */
export function shownPicture(consolePage: Page): Promise<{ width: number; height: number; chroma: number }> {
  return consolePage.evaluate(() => {
    const videos = [...document.querySelectorAll('video')].filter(({ videoWidth }) => videoWidth > 0);
    const video = videos.at(-1);
    if (video === undefined) return { width: 0, height: 0, chroma: 0 };
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 64;
    const painter = canvas.getContext('2d', { willReadFrequently: true });
    painter?.drawImage(video, 0, 0, 64, 64);
    const { data } = painter?.getImageData(0, 0, 64, 64) ?? { data: new Uint8ClampedArray() };
    let strongest = 0;
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.slice(at, at + 3);
      const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
      sum += spread;
      strongest = Math.max(strongest, spread);
    }
    return { width: video.videoWidth, height: video.videoHeight, chroma: sum / (data.length / 4) };
  });
}

/** Plays the simulated phone's world in a phone's page. */
export async function playPhone(
  phone: Page,
  play: { readonly [Name in 'freeze' | 'setSpeed']?: Parameters<SimulatedPhoneControl[Name]>[0] },
): Promise<void> {
  await phone.evaluate(({ freeze, setSpeed }) => {
    const control = window.sightlineSimulatedPhone;
    if (freeze !== undefined) control?.freeze(freeze);
    if (setSpeed !== undefined) control?.setSpeed(setSpeed);
  }, play);
}
