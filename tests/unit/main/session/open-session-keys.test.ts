import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../../main/history/database';
import { SessionKeyStore } from '../../../../main/history/session-key-store';
import { OpenSessionKeys, SessionKeyError } from '../../../../main/session/open-session-keys';
import type { OpenSessionKey } from '../../../../shared/ipc/view';
import { ScriptedSite, settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

const wanted = { lifetimeMs: 60_000, reference: 'T-4711', note: 'Speaks Swedish' };

interface Keys {
  readonly keys: OpenSessionKeys;
  readonly site: ScriptedSite;
  readonly lists: OpenSessionKey[][];
  /** The keys as a console started at `now` finds them. */
  restarted(now: number): OpenSessionKeys;
}

function open(): Keys {
  const { database } = openDatabase(join(temporaryFolder(), 'sightline.sqlite'));
  onTestFinished(() => {
    database.close();
  });
  const lists: OpenSessionKey[][] = [];
  const restarted = (now: number) =>
    new OpenSessionKeys(new SessionKeyStore(database), now, (list) => lists.push(list));
  const keys = restarted(0);
  const site = new ScriptedSite();
  site.link.onMessage((message) => keys.receive(message));
  site.link.onClose(() => keys.siteLost());
  return { keys, site, lists, restarted };
}

async function generate(
  { keys, site }: Keys,
  sessionKey: string,
  expiresAt = 60_000,
): Promise<OpenSessionKey> {
  const generated = keys.generate(site.link, wanted);
  await settle();
  const id = site.receivedOf('generate-session-key').at(-1)?.id ?? '';
  site.send({ kind: 'session-key-generated', id, sessionKey, generatedAt: 0, expiresAt });
  return generated;
}

describe('generating', () => {
  test('asks the site and keeps what was noted here', async () => {
    const desk = open();
    const key = await generate(desk, '418207951');
    expect(key).toEqual({
      sessionKey: '418207951',
      generatedAt: 0,
      expiresAt: 60_000,
      reference: 'T-4711',
      note: 'Speaks Swedish',
    });
    expect(desk.keys.list()).toEqual([key]);
    expect(desk.lists).toEqual([[key]]);
    expect(JSON.stringify(desk.site.received)).not.toContain('Swedish');
    expect(JSON.stringify(desk.site.received)).not.toContain('T-4711');
  });

  test('two at once do not mix', async () => {
    const desk = open();
    const first = desk.keys.generate(desk.site.link, { ...wanted, note: 'first' });
    const second = desk.keys.generate(desk.site.link, { ...wanted, note: 'second' });
    await settle();
    const [one, two] = desk.site.receivedOf('generate-session-key').map(({ id }) => id);
    const made = { kind: 'session-key-generated', generatedAt: 0, expiresAt: 9 } as const;
    desk.site.send({ ...made, id: two ?? '', sessionKey: '000005724' });
    desk.site.send({ ...made, id: one ?? '', sessionKey: '418207951' });
    expect(await first).toMatchObject({ sessionKey: '418207951', note: 'first' });
    expect(await second).toMatchObject({ sessionKey: '000005724', note: 'second' });
  });

  test('is refused with the site off, or when the site will not', async () => {
    const desk = open();
    expect(() => desk.keys.generate(undefined, wanted)).toThrow(SessionKeyError);
    const refused = desk.keys.generate(desk.site.link, wanted);
    await settle();
    const id = desk.site.receivedOf('generate-session-key')[0]?.id ?? '';
    desk.site.send({ kind: 'session-key-not-generated', id, reason: 'There are 50 already.' });
    await expect(refused).rejects.toMatchObject({
      code: 'too-many-session-keys',
      message: 'There are 50 already.',
    });
    desk.site.close();
    await settle();
    expect(() => desk.keys.generate(desk.site.link, wanted)).toThrow(
      expect.objectContaining({ code: 'site-off' }),
    );
    expect(desk.keys.list()).toEqual([]);
  });

  test('what the site never answered is rejected when it goes off', async () => {
    const desk = open();
    const never = desk.keys.generate(desk.site.link, wanted);
    await settle();
    desk.site.close();
    await expect(never).rejects.toMatchObject({ code: 'site-off' });
  });
});

describe('an open key', () => {
  test('survives a restart with its note; an expired one does not', async () => {
    const desk = open();
    const short = await generate(desk, '000005724', 1_000);
    const long = await generate(desk, '418207951', 60_000);
    expect(desk.restarted(999).list()).toEqual([short, long]);
    expect(desk.restarted(1_000).list()).toEqual([long]);
    // It is gone from the disk too, not only from the list.
    expect(desk.restarted(0).list()).toEqual([long]);
  });

  test('is taken once, with what was noted for it', async () => {
    const desk = open();
    await generate(desk, '418207951');
    desk.keys.receive({ kind: 'session-key-closed', sessionKey: '418207951', reason: 'used' });
    expect(desk.keys.take('418207951')).toEqual({ reference: 'T-4711', note: 'Speaks Swedish' });
    expect(desk.keys.take('418207951')).toEqual({ reference: '', note: '' });
    expect(desk.keys.list()).toEqual([]);
    expect(desk.restarted(0).list()).toEqual([]);
    expect(desk.lists.at(-1)).toEqual([]);
  });

  test.each(['expired', 'revoked'] as const)('is dropped when the site says it is %s', async (reason) => {
    const desk = open();
    await generate(desk, '418207951');
    desk.site.send({ kind: 'session-key-closed', sessionKey: '418207951', reason });
    await settle();
    expect(desk.keys.list()).toEqual([]);
    expect(desk.restarted(0).list()).toEqual([]);
  });

  test('revoked here is revoked at the site and gone', async () => {
    const desk = open();
    await generate(desk, '418207951');
    desk.keys.revoke(desk.site.link, '418207951');
    await settle();
    expect(desk.site.receivedOf('revoke-session-key')).toEqual([
      { kind: 'revoke-session-key', sessionKey: '418207951' },
    ]);
    expect(desk.keys.list()).toEqual([]);
    expect(() => desk.keys.revoke(desk.site.link, '418207951')).toThrow(
      expect.objectContaining({ code: 'session-key-not-found' }),
    );
  });

  test('changed keeps what the change does not name; its lifetime is the site’s to say', async () => {
    const desk = open();
    await generate(desk, '418207951');
    desk.keys.change(desk.site.link, '418207951', { note: '' });
    expect(desk.keys.list()).toMatchObject([{ reference: 'T-4711', note: '', expiresAt: 60_000 }]);
    desk.keys.change(desk.site.link, '418207951', { lifetimeMs: 90_000, reference: 'T-4712' });
    await settle();
    expect(desk.site.receivedOf('change-session-key-lifetime')).toEqual([
      { kind: 'change-session-key-lifetime', sessionKey: '418207951', lifetimeMs: 90_000 },
    ]);
    expect(desk.keys.list()).toMatchObject([{ expiresAt: 60_000 }]);
    desk.site.send({ kind: 'session-key-lifetime-changed', sessionKey: '418207951', expiresAt: 90_000 });
    await settle();
    expect(desk.restarted(60_000).list()).toMatchObject([
      { reference: 'T-4712', note: '', expiresAt: 90_000 },
    ]);
    expect(() => desk.keys.change(desk.site.link, '000005724', { note: 'x' })).toThrow(SessionKeyError);
  });
});
