import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { deleteSession } from '../../../../main/history/deletion';
import { PastSessions } from '../../../../main/history/past-sessions';
import { SiteLink } from '../../../../main/session/site-link';
import { connectInMemory } from '../../../../shared/wire/memory-connection';
import { wireVersion } from '../../../../shared/wire/version';
import { newIdentifier } from '../../../../site/identifiers';
import { ConsoleWithoutWindows } from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';
import { troublesomeTexts } from '../../../support/wire/tidy-texts';
import { connectPhone, startSite } from '../../site/support/test-site';

const everything = { text: '', from: null, to: null, representative: null, offset: 0, limit: 200 } as const;

function house(): ConsoleWithoutWindows {
  const made = new ConsoleWithoutWindows(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

/** A console with a real site, whose phones come over real sockets. */
async function withSite(home: ConsoleWithoutWindows) {
  const { site, base } = await startSite({ siteName: 'Nordlicht Support', clock: home.clock });
  const [near, far] = connectInMemory();
  site.connectRepresentative(far);
  home.registry.attachSite(new SiteLink(near));
  return base;
}

const poisonousDevice = { model: '\ufb2c'.repeat(120), operatingSystem: '', browser: '', language: '' };

describe('what was taken is readable after a restart', () => {
  test('a text that is longer once composed is refused by name, and nothing is written', async () => {
    const home = house();
    const base = await withSite(home);
    const { sessionKey } = await home.keys.generate(home.registry.link, wantedKey);
    const phone = connectPhone(base, 'websocket');
    phone.connection.send(JSON.stringify(submission(sessionKey, 'Maja', 'Help', poisonousDevice)));
    await expect.poll(() => phone.texts.join('\n')).toContain('invalid-message');
    expect(home.registry.list()).toEqual([]);
    home.restart();
    expect(home.unreadable).toEqual([]);
    // The key was not used up by what was refused.
    expect(home.keys.list().map((key) => key.sessionKey)).toEqual([sessionKey]);
  });

  test('whatever a phone submits, says and reports, over a real site', async () => {
    const home = house();
    const base = await withSite(home);
    const texts = troublesomeTexts(8);
    const device = fc.record({ model: texts, operatingSystem: texts, browser: texts, language: texts });
    let [taken, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(texts, texts, device, texts, texts, async (name, description, from, said, value) => {
        const { sessionKey } = await home.keys.generate(home.registry.link, wantedKey);
        const phone = connectPhone(base, 'websocket');
        phone.connection.send(JSON.stringify(submission(sessionKey, name, description, from)));
        await expect.poll(() => phone.texts.join('\n')).toMatch(/session-joined|refusal/);
        const session = home.registry.findByKey(sessionKey);
        if (session === undefined) refused += 1;
        else {
          taken += 1;
          session.record('representative', {
            kind: 'session-started',
            representative: { name: 'Astrid' },
            waitedMs: 0,
          });
          session.record('customer', { kind: 'system-information-allowed' });
          session.record('representative', { kind: 'system-information-requested' });
          phone.connection.send(
            JSON.stringify({ kind: 'send-chat-message', id: newIdentifier(), text: said }),
          );
          phone.connection.send(
            JSON.stringify({
              kind: 'report-system-information',
              id: newIdentifier(),
              report: reportOf(value),
            }),
          );
          await phone.settled();
          session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
        }
        phone.connection.close('done');
        home.clock.advance(10_000);
        await settle();
      }),
      { numRuns: 25 },
    );
    expect([taken > 0, refused > 0]).toEqual([true, true]);
    const before = home.registry.list();
    home.restart();
    expect(home.unreadable).toEqual([]);
    expect(home.registry.list()).toEqual(before);
    const { rows, total } = new PastSessions(home.database).search(everything);
    expect(rows).toHaveLength(taken);
    expect(total).toBe(taken);
    expect(rows.filter(({ phase }) => phase === 'unreadable')).toEqual([]);
    for (const { sessionId } of rows) home.store.eventsAfter(sessionId, 0, 1_000);
  });
});

describe('a damaged row', () => {
  const columns = fc.oneof(
    fc.constantFrom('seq', 'at', 'author', 'command_id', 'body', 'hash').map((column) => ({
      table: 'event',
      column,
    })),
    fc
      .constantFrom(
        'phase',
        'joined_at',
        'ended_at',
        'customer_name',
        'description',
        'device',
        'reference',
        'representative',
        'started_at',
        'ending',
        'outcome',
        'messages',
        'head_hash',
        'token_hash',
      )
      .map((column) => ({ table: 'session', column })),
  );
  const garbage = fc.oneof(
    fc.record({ kind: fc.constant('bit' as const), place: fc.nat() }),
    fc.record({
      kind: fc.constant('value' as const),
      value: fc.constantFrom('', 'garbage', '{}', '[]', '{"kind":"unheard-of"}', -5, 1e300, 0.5),
    }),
  );

  test('sets aside at most its own session, which can be copied and deleted, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(columns, garbage, fc.nat(), async ({ table, column }, damage, at) => {
        const home = new ConsoleWithoutWindows(temporaryFolder());
        try {
          const ids = await threeSessions(home);
          const others = ids.filter((_id, index) => index !== at % ids.length);
          const damaged = ids[at % ids.length] ?? '';
          const logs = others.map((id) => home.store.eventsAfter(id, 0, 99));
          const place = table === 'event' ? ` AND seq = ${1 + (at % 2)}` : '';
          const where = `WHERE session_id = '${damaged}'${place}`;
          const row = home.database.prepare(`SELECT ${column} AS was FROM ${table} ${where}`).get();
          try {
            home.database
              .prepare(`UPDATE ${table} SET ${column} = ? ${where}`)
              .run(damagedValue(damage, row));
          } catch (error) {
            // What the database itself does not take is no damage that a start could meet.
            if (/constraint/iu.test(String(error))) return;
            throw error;
          }

          home.restart();
          expect(home.unreadable.filter((id) => id !== damaged)).toEqual([]);
          for (const [index, id] of others.entries()) {
            expect(home.registry.find(id), id).toBeDefined();
            expect(home.store.eventsAfter(id, 0, 99).slice(0, logs[index]?.length)).toEqual(logs[index]);
          }
          const past = new PastSessions(home.database);
          const listed = past.search(everything).rows;
          expect(listed.map(({ sessionId }) => sessionId).sort()).toEqual([...ids].sort());
          past.representatives();
          if (home.unreadable.includes(damaged)) {
            expect(listed.find(({ sessionId }) => sessionId === damaged)?.phase).toBe('unreadable');
            expect([...home.store.rawRows(damaged)].length).toBeGreaterThan(1);
            // It is set aside once, not at each start.
            home.restart();
            expect(home.unreadable).toEqual([damaged]);
            expect(await remove(home, damaged)).toBe('deleted');
            expect(new PastSessions(home.database).has(damaged)).toBe(false);
          }
        } finally {
          home.close();
        }
      }),
      { numRuns: 60 },
    );
  });
});

const wantedKey = { lifetimeMs: 600_000, reference: '', note: '' };

function submission(sessionKey: string, name: string, description: string, device: object) {
  return {
    kind: 'submit-session-key',
    version: wireVersion,
    id: newIdentifier(),
    sessionKey,
    name,
    description,
    device,
  };
}

function reportOf(value: string) {
  const item = { id: 'model', label: 'Model', value, source: 'measured' };
  return { capturedAt: 1, sections: [{ id: 'device', title: 'Device', items: [item] }] };
}

/** One session that ended, one under way, one waiting. */
async function threeSessions(home: ConsoleWithoutWindows): Promise<string[]> {
  const ended = await home.joinAndStart('phone-0001', { id: 'submission-1' });
  ended.session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
  const active = await home.joinAndStart('phone-0002', { id: 'submission-2' });
  active.session.record('customer', { kind: 'chat-message-sent', text: 'The parcel does not show.' });
  const waiting = await home.join('phone-0003', { id: 'submission-3' });
  waiting.session.record('representative', { kind: 'reference-set', reference: 'T-1', note: '' });
  return [ended.sessionId, active.sessionId, waiting.sessionId];
}

function damagedValue(
  damage: { kind: 'bit'; place: number } | { kind: 'value'; value: string | number },
  row: unknown,
): string | number {
  if (damage.kind === 'value') return damage.value;
  const was = typeof row === 'object' && row !== null && 'was' in row ? row.was : null;
  const bytes = Buffer.from(typeof was === 'number' || typeof was === 'string' ? String(was) : 'x');
  if (bytes.length === 0) return 'x';
  const place = damage.place % bytes.length;
  bytes[place] = (bytes[place] ?? 0) ^ (1 << (damage.place % 7));
  return bytes.toString('latin1');
}

function remove(home: ConsoleWithoutWindows, sessionId: string) {
  return deleteSession(
    {
      past: new PastSessions(home.database),
      letGo: (id) => home.registry.letGo(id),
      removeTransfers: (id) => home.files.remove(id),
      removeFolder: (id) => home.blobs.remove(id),
      deleted: () => undefined,
    },
    sessionId,
  );
}
