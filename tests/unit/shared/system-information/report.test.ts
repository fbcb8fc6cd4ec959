import { describe, expect, test } from 'vitest';
import { limits } from '../../../../shared/limits';
import { reduceAll } from '../../../../shared/session/reduce';
import type { EventBody, SessionEvent } from '../../../../shared/session/session-event';
import { differences } from '../../../../shared/system-information/differences';
import { toCsv, toJson } from '../../../../shared/system-information/export';
import {
  type InformationItem,
  type SystemInformationReport,
  systemInformationReportSchema,
} from '../../../../shared/system-information/report';
import { logOf, started } from '../../../support/wire/session-events';

const item = (change: Partial<InformationItem> = {}): InformationItem => ({
  id: 'battery',
  label: 'Battery',
  value: 80,
  unit: '%',
  source: 'measured',
  ...change,
});

const reportOf = (...items: InformationItem[]): SystemInformationReport => ({
  capturedAt: 1_700_000_000_000,
  sections: [{ id: 'power', title: 'Power', items }],
});

const isTaken = (report: unknown): boolean => systemInformationReportSchema.safeParse(report).success;

describe('a report [S14]', () => {
  test('is taken with sections and fields that only a newer client knows', () => {
    const native = {
      ...reportOf(item()),
      sections: [{ id: 'baseband', title: 'Baseband', items: [item()], more: 1 }],
    };
    expect(systemInformationReportSchema.parse(native).sections[0]?.title).toBe('Baseband');
  });

  test.each<[string, unknown]>([
    ['a value guessed where it is not available', reportOf(item({ source: 'not-available' }))],
    ['no value though it was measured', reportOf(item({ value: null }))],
    ['two items of one id', reportOf(item(), item())],
    ['two sections of one id', { capturedAt: 1, sections: [...reportOf().sections, ...reportOf().sections] }],
    ['an id with a space', reportOf(item({ id: 'a b' }))],
    ['a text too long', reportOf(item({ value: 'x'.repeat(limits.systemInformationCharacters + 1) }))],
    [
      'too many items',
      reportOf(...Array.from({ length: limits.systemInformationItems + 1 }, (_, n) => item({ id: `i${n}` }))),
    ],
    ['a number that is none', reportOf(item({ value: Number.NaN }))],
  ])('is refused with %s', (_name, report) => {
    expect(isTaken(report)).toBe(false);
  });

  test('is taken up to its bytes and no further', () => {
    const sections = (count: number) =>
      Array.from({ length: count }, (_, s) => ({
        id: `s${s}`,
        title: 'Section',
        items: Array.from({ length: 10 }, (_, n) => item({ id: `i${n}`, value: 'ä'.repeat(200) })),
      }));
    expect(isTaken({ capturedAt: 1, sections: sections(8) })).toBe(true);
    expect(isTaken({ capturedAt: 1, sections: sections(9) })).toBe(false);
  });
});

describe('two reports', () => {
  test('differ in what changed, came and went', () => {
    const before = reportOf(
      item(),
      item({ id: 'charging', value: false, source: 'inferred' }),
      item({ id: 'gone' }),
    );
    const after = reportOf(
      item({ value: 79 }),
      item({ id: 'charging', value: false, source: 'inferred' }),
      item({ id: 'new' }),
    );
    const { changes, removed } = differences(before, after);
    expect([...changes]).toEqual([
      ['power/battery', { kind: 'changed', before: item() }],
      ['power/new', { kind: 'added' }],
    ]);
    expect([...removed.keys()]).toEqual(['power/gone']);
  });

  test('a value that is no longer measured has changed; the first report has changed nothing', () => {
    const gone = reportOf(item({ value: null, source: 'not-available' }));
    expect(differences(reportOf(item()), gone).changes.size).toBe(1);
    expect(differences(null, gone)).toEqual({ changes: new Map(), removed: new Map() });
  });
});

describe('export', () => {
  test('JSON reads back', () => {
    const report = reportOf(item(), item({ id: 'none', value: null, source: 'not-available' }));
    expect(systemInformationReportSchema.parse(JSON.parse(toJson(report)))).toEqual(report);
  });

  test.each([
    ['=HYPERLINK("http://x";"y")', `"'=HYPERLINK(""http://x"";""y"")"`],
    ['+1+cmd', `"'+1+cmd"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['  =1', `"'  =1"`],
    ['＝1', `"'＝1"`],
    ['\t=1', `"'\t=1"`],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['-5', '-5'],
    ['plain', 'plain'],
  ])('CSV makes no formula of %j', (value, cell) => {
    const { unit: _, ...bare } = item({ value });
    expect(toCsv(reportOf(bare))).toBe(
      `\ufeffSection,Item,Value,Unit,Source\r\nPower,Battery,${cell},,measured\r\n`,
    );
  });
});

describe('in a session [S13]', () => {
  const state = (...bodies: EventBody[]) => {
    const log: SessionEvent[] = logOf(started, ...bodies.map((body) => ['customer', body] as const));
    const reduced = reduceAll(log);
    if (reduced?.phase !== 'active') throw new Error('never');
    return reduced.systemInformation;
  };
  const asked: EventBody = { kind: 'system-information-requested' };
  const allowed: EventBody = { kind: 'system-information-allowed' };
  const told = (value: number): EventBody => ({
    kind: 'system-information-reported',
    report: reportOf(item({ value })),
  });

  test('a report is awaited from the permission on, and once for each request', () => {
    expect(state(asked)).toMatchObject({ access: 'asked', isAwaited: false });
    expect(state(asked, allowed)).toMatchObject({ access: 'allowed', isAwaited: true, at: 4_000 });
    expect(state(asked, allowed, told(1))).toMatchObject({ isAwaited: false, before: null });
    expect(state(asked, allowed, told(1), asked)).toMatchObject({ access: 'allowed', isAwaited: true });
    expect(state(asked, allowed, told(1), asked, told(2))).toMatchObject({
      report: reportOf(item({ value: 2 })),
      before: reportOf(item({ value: 1 })),
    });
  });

  test('declined or taken back, it is asked for anew; what was told stays', () => {
    const revoked: EventBody = { kind: 'system-information-revoked' };
    expect(state(asked, { kind: 'system-information-declined' })).toMatchObject({ access: 'declined' });
    expect(state(asked, { kind: 'system-information-declined' }, asked)).toMatchObject({ access: 'asked' });
    expect(state(asked, allowed, revoked)).toMatchObject({ access: 'revoked', isAwaited: false });
    expect(state(asked, allowed, told(1), revoked, asked)).toMatchObject({
      access: 'asked',
      isAwaited: false,
      report: reportOf(item({ value: 1 })),
    });
  });
});
