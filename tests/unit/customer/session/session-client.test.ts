import { beforeEach, describe, expect, test } from 'vitest';
import type { ClientState, InSession } from '../../../../customer/session/client-state';
import { pingIntervalMs, silenceLimitMs } from '../../../../shared/limits';
import { forCustomer, noCapabilities } from '../../../../shared/session/session-event';
import type { RefusalCode } from '../../../../shared/wire/refusal';
import {
  aSubmission,
  ScriptedCustomerSite,
  sessionId,
  settle,
} from '../../../support/played/scripted-customer-site';

let site: ScriptedCustomerSite;

beforeEach(() => {
  site = new ScriptedCustomerSite();
});

function joining(): Extract<ClientState, { kind: 'joining' }> {
  const state = site.client.getState();
  if (state.kind !== 'joining') throw new Error(`the client is ${state.kind}`);
  return state;
}

function inSession(): InSession {
  const state = site.client.getState();
  if (state.kind !== 'in-session') throw new Error(`the client is ${state.kind}`);
  return state;
}

const write = (text: string): string => site.command({ kind: 'send-chat-message', text });

describe('joining', () => {
  test('a submission brings the session, its log and its token', async () => {
    await site.join({ accept: false });
    expect(site.ofKind('submit-session-key')).toMatchObject([{ sessionKey: '418207951', name: 'Maja' }]);
    expect(inSession().state?.phase).toBe('waiting');
    expect(inSession().siteName).toBe('Nordlicht Support');
    expect(site.kept.read()).toEqual({ sessionId, token: 'token-000001', pending: [] });
    await site.tell({ kind: 'queue-position-changed', position: 2 });
    expect(inSession().position).toBe(2);
  });

  const codes: readonly RefusalCode[] = [
    'session-key-not-valid',
    'too-many-attempts',
    'nobody-available',
    'site-full',
    'wrong-version',
    'could-not-save',
    'invalid-message',
    'too-many-messages',
  ];
  test.each(codes)('refused with %s, the page says so and another try is possible', async (code) => {
    site.client.start();
    await settle();
    site.client.submit(aSubmission);
    expect(joining().isSubmitting).toBe(true);
    await site.tell({ kind: 'refusal', code, message: '', retryAfterMs: 5_000 });
    expect(joining()).toMatchObject({
      isSubmitting: false,
      problem: { code, until: site.clock.now() + 5_000 },
    });
    site.client.clearProblem();
    expect(joining().problem).toBeNull();
    site.client.submit(aSubmission);
    await settle();
    expect(site.ofKind('submit-session-key')).toHaveLength(2);
  });

  test('a second tap does not submit the key a second time', async () => {
    site.client.start();
    await settle();
    site.client.submit(aSubmission);
    site.client.submit(aSubmission);
    await settle();
    expect(site.ofKind('submit-session-key')).toHaveLength(1);
  });

  test('a refusal of something else does not touch the submission', async () => {
    site.client.start();
    await settle();
    site.client.submit(aSubmission);
    await site.tell({ kind: 'refusal', code: 'not-allowed', message: '', commandId: 'another-one' });
    expect(joining()).toMatchObject({ isSubmitting: true, problem: null });
  });

  test('a connection lost before the answer submits the same identifier again', async () => {
    site.client.start();
    await settle();
    site.client.submit(aSubmission);
    await settle();
    await site.lose();
    expect(joining()).toMatchObject({ isSubmitting: true, isConnected: false });
    await site.pass(300);
    const ids = site.ofKind('submit-session-key').map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test.each(['could-not-save', 'site-full'] as const)(
    'the same again after %s keeps its identifier, and joins with it [J4]',
    async (code) => {
      site.client.start();
      await settle();
      for (let round = 0; round < 3; round += 1) {
        site.client.submit({ ...aSubmission });
        await settle();
        const commandId = site.ofKind('submit-session-key').at(-1)?.id ?? '';
        await site.tell({ kind: 'refusal', code, message: '', commandId });
        site.client.clearProblem();
      }
      await site.lose();
      await site.pass(300);
      expect(site.ofKind('submit-session-key')).toHaveLength(3);
      site.client.submit(aSubmission);
      await site.tell({ kind: 'session-joined', sessionId, token: 'token-000001' });
      const ids = site.ofKind('submit-session-key').map(({ id }) => id);
      expect(ids).toHaveLength(4);
      expect(new Set(ids).size).toBe(1);
      expect(inSession().sessionId).toBe(sessionId);
    },
  );

  test.each([
    ['key', { sessionKey: '418207952' }],
    ['name', { name: 'Ruth' }],
    ['description', { description: 'The parcel' }],
  ])('another %s after a refusal gets a new identifier', async (_, change) => {
    site.client.start();
    await settle();
    for (const submission of [aSubmission, { ...aSubmission, ...change }]) {
      site.client.submit(submission);
      await site.tell({ kind: 'refusal', code: 'could-not-save', message: '' });
    }
    const [first, second] = site.ofKind('submit-session-key').map(({ id }) => id);
    expect(second).not.toBe(first);
  });

  test('whether somebody is available follows the site', async () => {
    site.client.start();
    await settle();
    await site.tell({ kind: 'availability-changed', availability: 'away' });
    expect(joining().availability).toBe('away');
  });

  test('failed tries are counted, also those whose site never greets, and each waits longer', async () => {
    site.isUp = false;
    site.client.start();
    await settle();
    for (const wait of [300, 600, 1_200, 2_000, 2_000]) {
      const before = site.tries;
      await site.pass(wait - 1);
      expect(site.tries).toBe(before);
      await site.pass(1);
      expect(site.tries).toBe(before + 1);
    }
    expect(site.client.getState()).toEqual({ kind: 'connecting', failedAttempts: 6 });
    site.isUp = true;
    site.greets = false;
    await site.pass(2_000);
    await site.lose();
    expect(site.client.getState()).toEqual({ kind: 'connecting', failedAttempts: 7 });
  });
});

describe('coming back', () => {
  test('a lost connection resumes from the last entry, and the token is exchanged', async () => {
    await site.join();
    await site.lose();
    expect(inSession().lostSince).toBe(site.clock.now());
    await site.pass(300);
    expect(site.ofKind('resume-session')).toMatchObject([{ sessionId, token: 'token-000001', lastSeq: 2 }]);
    await site.resume(2);
    expect(inSession().lostSince).toBeNull();
    expect(site.kept.read()?.token).toBe('token-000002');
    await site.lose();
    await site.pass(300);
    expect(site.ofKind('resume-session').at(-1)?.token).toBe('token-000002');
  });

  test('what was written meanwhile is sent once each, in order, after the resumption only', async () => {
    await site.join();
    await site.lose();
    for (const text of ['one', 'two', 'three']) write(text);
    await site.pass(300);
    expect(site.texts).toEqual([]);
    await site.resume(2);
    expect(site.texts).toEqual(['one', 'two', 'three']);
  });

  test('a message carried out but not answered is not sent again once its entry has come', async () => {
    await site.join();
    const id = write('hello');
    await settle();
    site.write('customer', { kind: 'chat-message-sent', text: 'hello' }, id);
    await site.lose();
    await site.pass(300);
    await site.resume(2);
    expect(inSession().pending).toEqual([]);
    expect(inSession().state?.lastSeq).toBe(3);
  });

  test('of what only tells how things stand, the latest waits', async () => {
    await site.join();
    await site.lose();
    for (const visible of [false, true, false]) site.command({ kind: 'report-visibility', visible });
    expect(inSession().pending).toMatchObject([{ kind: 'report-visibility', visible: false }]);
  });

  test('a reload keeps the session and what was not sent, without what belonged to the old page', async () => {
    await site.join();
    await site.lose();
    write('kept');
    site.command({
      kind: 'start-source',
      source: 'camera',
      facing: 'rear',
      method: 'camera',
      capabilities: noCapabilities,
    });
    const stored = site.kept.read();
    expect(stored?.pending.map(({ kind }) => kind)).toContain('send-chat-message');
    await site.reload();
    expect(inSession()).toMatchObject({ state: null, lostSince: site.clock.now() });
    expect(site.ofKind('resume-session').at(-1)?.lastSeq).toBe(0);
    await site.resume(0);
    expect(inSession().state?.phase).toBe('active');
    expect(site.texts).toEqual(['kept']);
  });

  test('an entry that came before is ignored', async () => {
    await site.join();
    await site.tell({ kind: 'events', events: site.log.map(forCustomer) });
    expect(inSession().events).toHaveLength(2);
    expect(site.isConnected).toBe(true);
  });

  test('a gap makes the client resume from the last entry it holds', async () => {
    await site.join();
    site.write('representative', { kind: 'chat-message-sent', text: 'missed' });
    await site.append('representative', { kind: 'chat-message-sent', text: 'later' });
    expect(inSession().state?.lastSeq).toBe(2);
    await site.pass(300);
    expect(site.ofKind('resume-session').at(-1)?.lastSeq).toBe(2);
    await site.resume(2);
    expect(inSession().events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  test('a refused resumption says so, forgets the session and leaves nothing running', async () => {
    await site.join();
    await site.lose();
    await site.pass(300);
    await site.tell({ kind: 'refusal', code: 'resume-refused', message: '' });
    expect(site.client.getState()).toEqual({ kind: 'resume-refused', siteName: 'Nordlicht Support' });
    expect(site.kept.read()).toBeUndefined();
    expect(site.isConnected).toBe(false);
    expect(site.clock.pending).toBe(0);
    const { tries } = site;
    site.client.start();
    await settle();
    expect(site.tries).toBe(tries);
    site.client.startAnother();
    await settle();
    expect(joining().problem).toBeNull();
  });

  test.each(['nobody-available', 'could-not-save', 'wrong-version', 'too-many-messages'] as const)(
    'a resumption answered with %s is tried again, ever more slowly',
    async (code) => {
      await site.join();
      await site.lose();
      await site.pass(300);
      for (const wait of [600, 1_200, 2_000, 2_000]) {
        await site.tell({ kind: 'refusal', code, message: '' });
        const before = site.ofKind('resume-session').length;
        await site.pass(wait);
        expect(site.ofKind('resume-session')).toHaveLength(before + 1);
      }
      await site.resume(2);
      expect(inSession().lostSince).toBeNull();
    },
  );
});

describe('commands', () => {
  test('a chat message stays on its way until its entry comes', async () => {
    await site.join();
    const id = write('hello');
    await site.tell({ kind: 'command-done', id });
    expect(inSession().pending).toHaveLength(1);
    await site.append('customer', { kind: 'chat-message-sent', text: 'hello' }, id);
    expect(inSession().pending).toEqual([]);
  });

  test('another command is settled by its answer, or by a refusal', async () => {
    await site.join();
    await site.tell({ kind: 'command-done', id: site.command({ kind: 'mark-seen', upTo: 1 }) });
    const refused = site.command({ kind: 'stop-sharing' });
    expect(site.client.isPending('stop-sharing')).toBe(true);
    await site.tell({ kind: 'refusal', code: 'not-allowed', message: '', commandId: refused });
    expect(inSession().pending).toEqual([]);
    expect(site.kept.read()?.pending).toEqual([]);
  });

  test('what the site could not save is sent again later, and what is written meanwhile stays behind it', async () => {
    await site.join();
    const first = write('first');
    await settle();
    await site.tell({
      kind: 'refusal',
      code: 'could-not-save',
      message: '',
      commandId: first,
      retryAfterMs: 900,
    });
    write('second');
    await settle();
    expect(site.texts).toEqual(['first']);
    await site.pass(900);
    expect(site.texts).toEqual(['first', 'first', 'second']);
  });

  test('messages dropped for being too many are sent again when the site says', async () => {
    await site.join();
    write('first');
    write('second');
    await settle();
    await site.tell({ kind: 'refusal', code: 'too-many-messages', message: '', retryAfterMs: 3_000 });
    expect(inSession().pending).toHaveLength(2);
    await site.pass(3_000);
    expect(site.texts).toEqual(['first', 'second', 'first', 'second']);
  });

  test('a message refused because the connection is in no session is kept for the next', async () => {
    await site.join();
    const id = write('kept');
    await site.tell({ kind: 'refusal', code: 'not-in-session', message: '', commandId: id });
    expect(inSession().lostSince).not.toBeNull();
    await site.pass(300);
    await site.resume(2);
    expect(site.texts).toEqual(['kept', 'kept']);
  });

  test('a signal is sent while connected, and never later', async () => {
    await site.join();
    site.client.sendNow({ kind: 'signal', peerId: 'peer-000001', data: '{}' });
    await settle();
    await site.lose();
    site.client.sendNow({ kind: 'signal', peerId: 'peer-000002', data: '{}' });
    await site.pass(300);
    await site.resume(2);
    expect(site.ofKind('signal').map(({ peerId }) => peerId)).toEqual(['peer-000001']);
  });

  test('listeners hear signals and resumptions until they unsubscribe', async () => {
    await site.join();
    const heard: string[] = [];
    const stopSignal = site.client.onSignal((peerId) => heard.push(peerId));
    const stopResumed = site.client.onResumed(() => heard.push('resumed'));
    await site.tell({ kind: 'signal', peerId: 'peer-000001', data: '{}' });
    await site.lose();
    await site.pass(300);
    await site.resume(2);
    stopSignal();
    stopResumed();
    await site.tell({ kind: 'signal', peerId: 'peer-000002', data: '{}' });
    expect(heard).toEqual(['peer-000001', 'resumed']);
  });
});

describe('the line', () => {
  test('each side answers pings', async () => {
    await site.join();
    await site.tell({ kind: 'ping' });
    expect(site.ofKind('pong')).toHaveLength(1);
    await site.pass(pingIntervalMs);
    expect(site.ofKind('ping')).toHaveLength(1);
  });

  test('a site that is silent for 6 s counts as lost, to the millisecond [C7]', async () => {
    await site.join();
    await site.pass(pingIntervalMs);
    await site.tell({ kind: 'ping' });
    await site.pass(silenceLimitMs - 1);
    expect(inSession().lostSince).toBeNull();
    await site.pass(1);
    // It is lost since it was last heard, so that the page says so at once.
    expect(inSession().lostSince).toBe(site.clock.now() - silenceLimitMs);
  });

  test('a site that answers pings is never lost', async () => {
    await site.join();
    site.onMessage = (message) => {
      if (message.kind === 'ping') site.say({ kind: 'pong' });
    };
    for (let round = 0; round < 10; round += 1) await site.pass(pingIntervalMs);
    expect(inSession().lostSince).toBeNull();
  });

  test('a page that wakes up with a dead connection opens a new one at once', async () => {
    await site.join();
    site.clock.set(site.clock.now() + silenceLimitMs + 1);
    const { tries } = site;
    site.client.start();
    await settle();
    expect(site.tries).toBe(tries + 1);
    expect(site.ofKind('resume-session')).toHaveLength(1);
  });

  test('the representative writes, until the message is there', async () => {
    await site.join();
    await site.tell({ kind: 'representative-typing' });
    expect(inSession().typingAt).toBe(site.clock.now());
    await site.append('representative', { kind: 'chat-message-sent', text: 'there' });
    expect(inSession().typingAt).toBeNull();
  });

  test('what is no message of this protocol changes nothing', async () => {
    await site.join();
    const before = inSession();
    site.say(JSON.parse('{"kind":"surprise"}'));
    await settle();
    expect(inSession()).toBe(before);
  });
});

describe('the end', () => {
  const ends = [
    ['ended', { kind: 'session-ended', reason: 'representative-ended' }, true],
    ['turned-away', { kind: 'session-declined', reason: 'closed' }, false],
  ] as const;
  test.each(ends)('%s: the token is forgotten and nothing runs any more', async (phase, event, accept) => {
    await site.join({ accept });
    await site.append('representative', event);
    expect(inSession().state?.phase).toBe(phase);
    expect(site.kept.read()).toBeUndefined();
    expect(site.isConnected).toBe(false);
    expect(site.clock.pending).toBe(0);
  });

  test('afterwards no command waits and coming to the front opens nothing', async () => {
    await site.join();
    await site.append('representative', { kind: 'session-ended', reason: 'representative-ended' });
    const { tries } = site;
    site.command({ kind: 'stop-source', source: 'camera' });
    site.client.start();
    await settle();
    expect(inSession().pending).toEqual([]);
    expect(site.tries).toBe(tries);
  });

  test('a retry that waited for a full disk does not outlive the session', async () => {
    await site.join();
    const id = write('late');
    await site.tell({ kind: 'refusal', code: 'could-not-save', message: '', commandId: id });
    await site.append('representative', { kind: 'session-ended', reason: 'representative-ended' });
    expect(site.clock.pending).toBe(0);
  });

  test('another session begins at an empty join page on a new connection', async () => {
    await site.join();
    await site.append('representative', { kind: 'session-ended', reason: 'representative-ended' });
    site.client.startAnother();
    expect(site.client.getState()).toEqual({ kind: 'connecting', failedAttempts: 0 });
    await settle();
    expect(joining()).toMatchObject({ isSubmitting: false, problem: null });
  });

  test('closed, the client leaves no timer and no connection, also one that opens late', async () => {
    site.client.start();
    site.client.close();
    await settle();
    expect(site.isConnected).toBe(false);
    expect(site.clock.pending).toBe(0);
    site.client.start();
    await settle();
    expect(site.tries).toBe(1);
  });
});
