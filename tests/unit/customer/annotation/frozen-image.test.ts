import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrozenImage, type ImageSurroundings } from '../../../../customer/annotation/frozen-image';
import type { Blob as KeptBlob } from '../../../../shared/blob';
import { ScriptedCustomerSite, settle } from '../../../support/played/scripted-customer-site';

const bytes = new TextEncoder().encode('the very picture');
const hash = createHash('sha256').update(bytes).digest('hex');
const image: KeptBlob = { hash, type: 'image/png', size: bytes.length };

let site: ScriptedCustomerSite;
let fetched: string[];
let released: string[];
let answer: (path: string) => Promise<ArrayBuffer>;
let made: FrozenImage<string> | undefined;

const whole = (content: Uint8Array): Promise<ArrayBuffer> => Promise.resolve(content.slice().buffer);

function start(change: Partial<ImageSurroundings<string>> = {}): FrozenImage<string> {
  made = new FrozenImage<string>(site.client, image, {
    fetch: (path) => {
      fetched.push(path);
      return answer(path);
    },
    decode: (content, type) => Promise.resolve(`${type} ${new TextDecoder().decode(content)}`),
    release: (picture) => released.push(picture),
    after: (milliseconds, action) => site.clock.setTimer(action, milliseconds),
    ...change,
  });
  return made;
}

/** The fetch waits for the hash, which is not reckoned in a microtask. */
const until = async (picture: FrozenImage<string>, kind: string): Promise<void> => {
  while (picture.getState().kind !== kind) await new Promise((resolve) => setImmediate(resolve));
};

/** Grants every picture asked for at a path of its own. */
function grants(): void {
  let given = 0;
  site.onMessage = (message) => {
    if (message.kind !== 'request-picture') return;
    given += 1;
    site.say({ kind: 'picture-granted', id: message.id, path: `/pictures/ticket-${given}`, expiresAt: 1 });
  };
}

beforeEach(async () => {
  site = new ScriptedCustomerSite();
  await site.join();
  fetched = [];
  released = [];
  answer = () => whole(bytes);
  grants();
});

afterEach(() => made?.dispose());

test('the picture named in the log is asked for, fetched and shown', async () => {
  const picture = start();
  expect(picture.getState()).toEqual({ kind: 'fetching' });
  await until(picture, 'here');
  expect(site.ofKind('request-picture').map((message) => message.hash)).toEqual([hash]);
  expect(fetched).toEqual(['/pictures/ticket-1']);
  expect(picture.getState()).toEqual({ kind: 'here', picture: 'image/png the very picture', hash });
});

test('another picture than the one in the log is never shown', async () => {
  answer = () => whole(new TextEncoder().encode('the very picturE'));
  const picture = start();
  await until(picture, 'failed');
  expect(picture.getState()).toEqual({ kind: 'failed', problem: 'is-another' });
});

test('a picture that this browser cannot read is said', async () => {
  const picture = start({ decode: () => Promise.reject(new Error('no')) });
  await until(picture, 'failed');
  expect(picture.getState()).toEqual({ kind: 'failed', problem: 'cannot-read' });
});

test('a fetch that breaks is tried again, each time with a ticket of its own', async () => {
  answer = (path) => (path.endsWith('3') ? whole(bytes) : Promise.reject(new Error('broken')));
  const picture = start();
  await settle();
  expect(picture.getState()).toEqual({ kind: 'fetching' });
  await site.pass(500);
  await site.pass(2_000);
  await until(picture, 'here');
  expect(fetched).toEqual(['/pictures/ticket-1', '/pictures/ticket-2', '/pictures/ticket-3']);
});

test('when it never arrives the customer is asked, and can try again', async () => {
  answer = () => Promise.reject(new Error('broken'));
  const picture = start();
  await settle();
  for (const wait of [500, 2_000, 5_000]) {
    expect(picture.getState()).toEqual({ kind: 'fetching' });
    await site.pass(wait);
  }
  expect(picture.getState()).toEqual({ kind: 'failed', problem: 'did-not-arrive' });
  expect(fetched).toHaveLength(4);
  answer = () => whole(bytes);
  picture.tryAgain();
  await until(picture, 'here');
});

test('a loss while it is asked for is waited out, and it comes with the connection', async () => {
  site.onMessage = () => undefined;
  const picture = start();
  await site.lose();
  expect(picture.getState()).toEqual({ kind: 'waiting' });
  grants();
  await site.pass(300);
  await site.resume(site.log.length);
  await until(picture, 'here');
  expect(fetched).toHaveLength(1);
});

test('a loss during the fetch is over with the connection too', async () => {
  answer = () => Promise.reject(new Error('broken'));
  const picture = start();
  await site.lose();
  answer = () => whole(bytes);
  await site.pass(300);
  await site.resume(site.log.length);
  await until(picture, 'here');
});

test('shown, it is not fetched again after a loss', async () => {
  const picture = start();
  await until(picture, 'here');
  await site.lose();
  await site.pass(300);
  await site.resume(site.log.length);
  await settle();
  expect(fetched).toHaveLength(1);
});

test('a refusal is a picture that did not arrive', async () => {
  site.onMessage = (message) => {
    if (message.kind === 'request-picture') {
      site.say({ kind: 'refusal', code: 'not-allowed', message: 'no', commandId: message.id });
    }
  };
  const picture = start();
  await settle();
  for (const wait of [500, 2_000, 5_000]) await site.pass(wait);
  expect(picture.getState()).toEqual({ kind: 'failed', problem: 'did-not-arrive' });
});

test('disposed, it lets go of the picture and tries no more', async () => {
  const picture = start();
  await until(picture, 'here');
  picture.dispose();
  expect(released).toEqual(['image/png the very picture']);

  answer = () => Promise.reject(new Error('broken'));
  const other = start();
  await settle();
  other.dispose();
  await site.pass(60_000);
  expect(fetched).toHaveLength(2);
  made = undefined;
});

test('disposed while it is read, it lets go of what came of it', async () => {
  let finish: (picture: string) => void = () => undefined;
  const picture = start({
    decode: () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  });
  let isReading = false;
  while (!isReading) {
    await new Promise((resolve) => setImmediate(resolve));
    isReading = fetched.length === 1 && finish.length === 1;
  }
  picture.dispose();
  finish('late');
  await settle();
  expect(released).toEqual(['late']);
  expect(picture.getState()).toEqual({ kind: 'fetching' });
});
