import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canonicalJson, chainHash, chainStart } from '../../../../main/history/chain';
import { openDatabase } from '../../../../main/history/database';
import { SessionStore } from '../../../../main/history/session-store';
import { saveWhole, transcriptIn } from '../../../../main/history/transcript/save';
import type { TranscriptSource } from '../../../../main/history/transcript/source';
import {
  canonicalJson as canonicalInScript,
  verifyTranscript,
} from '../../../../scripts/verify-transcript.mjs';
import type { TranscriptFormat } from '../../../../shared/ipc/history-requests';
import { reduce, reduceAll } from '../../../../shared/session/reduce';
import {
  type Author,
  type EventBody,
  type SessionEvent,
  sessionEventSchema,
} from '../../../../shared/session/session-event';
import type { SessionState } from '../../../../shared/session/session-state';
import { logOfPast } from '../../../support/past-logs';
import { bytesOfType, sha256 } from '../../../support/pictures';
import { temporaryFolder } from '../../../support/temporary-folder';
import { sessionLogs } from '../../../support/wire/session-events';

const picture = bytesOfType('image/png', 300, 4);
const blob = { hash: sha256(picture), type: 'image/png', size: 300 } as const;
const hostile = `</script><script>alert(1)</script><!--/entry--><!--entry 1--><img src=x onerror=alert(1)> & "quotes" 'too'`;

const entries: (readonly [Author, EventBody])[] = [
  ['customer', { kind: 'chat-message-sent', text: hostile }],
  ['representative', { kind: 'chat-messages-seen', upTo: 3 }],
  ['representative', { kind: 'chat-message-sent', text: 'Two\nlines, 3 < 4' }],
  ['representative', { kind: 'snapshot-saved', blob, width: 30, height: 10 }],
  ['representative', { kind: 'notes-written', text: 'Called back.' }],
];

function source(): TranscriptSource {
  return sourceOf(
    logOfPast({
      sessionId: 'session-0001',
      customer: 'Maja <b>Holm</b>',
      joinedAt: Date.UTC(2026, 4, 6, 7, 8, 9),
      entries,
    }),
  );
}

function sourceOf(log: readonly SessionEvent[]): TranscriptSource {
  const sessionId = 'session-0001';
  const { database } = openDatabase(join(temporaryFolder(), 'sightline.sqlite'));
  database.exec('PRAGMA synchronous = OFF');
  onTestFinished(() => {
    database.close();
  });
  const store = new SessionStore(database);
  let state: SessionState | undefined;
  for (const event of log) {
    state = reduce(state, event);
    store.append(sessionId, event, state);
  }
  if (state === undefined) throw new Error('never');
  return {
    sessionId,
    state,
    entries: () => store.entriesAfter(sessionId, 0, 1_000),
    readPicture: async ({ hash }) => (hash === blob.hash ? picture : undefined),
    exportedAt: Date.UTC(2026, 4, 7),
    version: '0.1.0',
    timeZone: 'Europe/Stockholm',
  };
}

async function written(format: TranscriptFormat, from = source()): Promise<string> {
  let text = '';
  for await (const piece of transcriptIn(format, from)) text += piece;
  return text;
}

/** Values as entries hold them. Names that need escapes are left out: V8's JSON.parse takes one of them for another. */
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
    fc.array(tie('value')),
    fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,8}$/), tie('value')),
  ),
}));

describe('the chain of hashes', () => {
  test('the script and the console make the same of every value of JSON', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(canonicalInScript(value)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('does not depend on the order of fields, and on nothing but its content', () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: 'x' }] })).toBe('{"a":[{"c":"x","d":null}],"b":1}');
    expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}');
  });

  test('each entry in the database has the hash of docs/transcript.md', () => {
    let hash = createHash('sha256').update('sightline-log-1 session-0001').digest('hex');
    expect(chainStart('session-0001')).toBe(hash);
    let count = 0;
    for (const chained of source().entries()) {
      hash = chainHash(hash, chained.entry);
      expect(chained.hash).toBe(hash);
      count += 1;
    }
    expect(count).toBe(8);
  });
});

describe('a transcript in JSON', () => {
  test('reads back to the same log, state and pictures', async () => {
    const from = source();
    const data = JSON.parse(await written('json', from));
    const events = data.entries.map(({ entry }: { entry: unknown }) => sessionEventSchema.parse(entry));
    expect(reduceAll(events)).toEqual(from.state);
    expect(Object.keys(data)).toEqual([
      'format',
      'version',
      'sessionId',
      'exportedAt',
      'exportedBy',
      'entries',
      'lastHash',
      'pictures',
    ]);
    expect(Buffer.from(data.pictures[blob.hash].base64, 'base64').equals(picture)).toBe(true);
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/transcript.md'), 'utf8');
    for (const field of Object.keys(data)) expect(page).toContain(`| \`${field}\` |`);
  });

  test('any log that can be is verified as written, in JSON and in HTML, and reads back', async () => {
    await fc.assert(
      fc.asyncProperty(sessionLogs, async (log) => {
        const from = sourceOf(log);
        const json = await written('json', from);
        expect(verifyTranscript(json)).toEqual({ kind: 'as-written', entries: log.length });
        expect(verifyTranscript(await written('html', from)).kind).toBe('as-written');
        expect(JSON.parse(json).entries.map(({ entry }: { entry: unknown }) => entry)).toEqual(
          JSON.parse(JSON.stringify(log)),
        );
        expect((await written('text', from)).length).toBeGreaterThan(100);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a transcript in HTML', () => {
  test('needs nothing from elsewhere, runs nothing, and shows what people wrote as text', async () => {
    const html = await written('html');
    const shown = html.slice(html.indexOf('<main>'), html.indexOf('</main>'));
    expect(shown).not.toMatch(/<script|onerror=alert\(1\)>|<b>Holm/);
    expect(shown).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
    expect(shown).toContain('Two\nlines, 3 &lt; 4');
    expect(shown).toContain('Maja &lt;b&gt;Holm&lt;/b&gt;');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain(
      `<img alt="Snapshot saved" src="data:image/png;base64,${picture.toString('base64')}">`,
    );
    expect(html).not.toMatch(/(src|href)="(?!data:)/);
    expect(html).toContain("default-src 'none'");
  });
});

test('a transcript in plain text tells who wrote what, and when', async () => {
  const text = await written('text');
  expect(text).toContain('2026-05-06 09:08:13  Astrid Holm: Two\n    lines, 3 < 4\n');
  expect(text).toContain(`[Snapshot saved (30×10, 300 B, SHA-256 ${blob.hash})]`);
  expect(text).toContain('[Notes written (Called back.)]');
});

describe('verifying', () => {
  test.each(['json', 'html'] as const)('%s as written is found so', async (format) => {
    expect(verifyTranscript(await written(format))).toEqual({ kind: 'as-written', entries: 8 });
  });

  const alterations: [string, 'json' | 'html', (text: string) => string, number][] = [
    ['a word of a message', 'json', (text) => text.replace('Two\\nlines', 'Ten\\nlines'), 5],
    ['a word of a message in the data', 'html', (text) => text.replace('Two\\nlines', 'Ten\\nlines'), 5],
    ['a word of a message as shown', 'html', (text) => text.replace('Two\nlines', 'Ten\nlines'), 5],
    ['who wrote it', 'json', (text) => text.replace(/("seq":5[^\n]*"by":")representative/, '$1customer'), 5],
    ['when', 'json', (text) => text.replace(/("seq":4,"at":\d+)0/, '$11'), 4],
    ['the picture', 'json', (text) => text.replace(/("base64": "....).../, '$1AAA'), 6],
    ['the picture as shown', 'html', (text) => text.replace(/(base64,....).../, '$1AAA'), 6],
    ['an entry taken out', 'json', (text) => text.replace(/ {4}\{[^\n]*"seq":4[^\n]*\n/, ''), 4],
    ['an entry no longer shown', 'html', (text) => text.replace(/<!--entry 5-->.*?<!--\/entry-->/s, ''), 5],
    [
      'an entry shown that never was',
      'html',
      (text) => text.replace('</ol>', '<!--entry 9--><li>x</li><!--/entry--></ol>'),
      9,
    ],
    ['the last entry cut off', 'json', (text) => text.replace(/,\n {4}\{[^\n]*"seq":8[^\n]*/, ''), 8],
    ['another session’s name', 'json', (text) => text.replace('session-0001', 'session-0002'), 1],
  ];

  test.each(alterations)('%s (%s) is named by its entry', async (_name, format, alter, seq) => {
    const text = await written(format);
    const altered = alter(text);
    expect(altered).not.toBe(text);
    expect(verifyTranscript(altered)).toMatchObject({ kind: 'altered', seq });
  });

  test('whatever character of an entry is altered, an entry is named', async () => {
    const text = await written('json');
    const from = text.indexOf('"entries"') + 12;
    const to = text.indexOf('"pictures"');
    fc.assert(
      fc.property(fc.integer({ min: from, max: to - 4 }), fc.constantFrom('x', '7', 'A'), (at, character) => {
        const altered = text.slice(0, at) + character + text.slice(at + 1);
        fc.pre(JSON.stringify(parsed(altered)) !== JSON.stringify(parsed(text)));
        expect(verifyTranscript(altered).kind).not.toBe('as-written');
      }),
      { numRuns: 400 },
    );
  });

  test.each(['', 'hello', '{}', '[]', '{"format":"sightline-transcript","version":9,"entries":[]}'])(
    '%j is no transcript',
    (text) => expect(verifyTranscript(text).kind).toBe('unreadable'),
  );
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return 'no JSON';
  }
}

describe('saving', () => {
  test('a file is there whole or as it was before', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'transcript.json');
    writeFileSync(path, 'before');
    async function* breaking() {
      yield 'half';
      throw new Error('the picture could not be read');
    }
    await expect(saveWhole(path, breaking())).rejects.toThrow('could not be read');
    expect(readFileSync(path, 'utf8')).toBe('before');
    await saveWhole(path, ['a', 'b']);
    expect(readFileSync(path, 'utf8')).toBe('ab');
    expect(readdirSync(folder)).toEqual(['transcript.json']);
  });
});
