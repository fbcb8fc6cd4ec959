import { describe, expect, it } from 'vitest';
import { accessWords } from '../../../../renderer/system-information/access-words';
import {
  allSections,
  changeWords,
  countOf,
  reportText,
  shownSections,
  valueCount,
  valueWords,
} from '../../../../renderer/system-information/shown-report';
import { noSystemInformation } from '../../../../shared/session/system-information';
import { differences } from '../../../../shared/system-information/differences';
import type { SystemInformationReport } from '../../../../shared/system-information/report';

const before: SystemInformationReport = {
  capturedAt: 1000,
  sections: [
    {
      id: 'storage',
      title: 'Storage',
      items: [
        { id: 'free', label: 'Free', value: 2.3, unit: 'GB', source: 'measured' },
        { id: 'kept', label: 'Kept', value: true, source: 'measured' },
      ],
    },
    {
      id: 'sim',
      title: 'SIM',
      items: [{ id: 'carrier', label: 'Carrier', value: 'Telia', source: 'measured' }],
    },
  ],
};
const report: SystemInformationReport = {
  capturedAt: 2000,
  sections: [
    {
      id: 'storage',
      title: 'Storage',
      items: [
        { id: 'free', label: 'Free', value: 1.9, unit: 'GB', source: 'measured' },
        { id: 'files', label: 'Sightline files', value: 12_500, source: 'inferred' },
      ],
    },
    {
      id: 'battery',
      title: 'Battery',
      items: [{ id: 'level', label: 'Level', value: null, source: 'not-available' }],
    },
  ],
};
const all = allSections(report, before, differences(before, report));

describe('a report as it is shown', () => {
  it('shows what changed, what is new and what is no longer told, whole sections too', () => {
    const shown = all.flatMap(({ title, items }) =>
      items.map(({ item, change }) => [title, item.label, changeWords(change)]),
    );
    expect(shown).toEqual([
      ['Storage', 'Free', 'was 2.3 GB'],
      ['Storage', 'Sightline files', 'new'],
      ['Storage', 'Kept', 'no longer told'],
      ['Battery', 'Level', 'new'],
      ['SIM', 'Carrier', 'no longer told'],
    ]);
  });

  it('shows no change where there was no report before', () => {
    const first = allSections(report, null, differences(null, report));
    expect(countOf(first, 'changed')).toBe(0);
    expect([countOf(first, 'all'), countOf(first, 'not-available')]).toEqual([3, 1]);
    expect(valueCount(report)).toBe(3);
  });

  it('filters and searches by title, label and value', () => {
    const labels = (filter: Parameters<typeof shownSections>[1], text: string) =>
      shownSections(all, filter, text).flatMap(({ items }) => items.map(({ item }) => item.label));
    expect(labels('not-available', '')).toEqual(['Level']);
    expect(labels('all', 'BATTERY lev')).toEqual(['Level']);
    expect(labels('changed', '1.9 gb')).toEqual(['Free']);
    expect(labels('all', 'telia')).toEqual(['Carrier']);
    expect(labels('all', 'nothing like it')).toEqual([]);
  });

  it('writes values with their units', () => {
    const item = { id: 'a', label: 'A', source: 'measured' } as const;
    expect(valueWords({ ...item, value: 12_500 })).toBe('12,500');
    expect(valueWords({ ...item, value: 81, unit: '%' })).toBe('81%');
    expect(valueWords({ ...item, value: false })).toBe('No');
    expect(valueWords({ ...item, value: '390 × 844', unit: 'px' })).toBe('390 × 844 px');
  });

  it('is copied with its sources named', () => {
    expect(reportText(shownSections(all, 'all', 'storage battery'))).toBe('');
    expect(reportText(shownSections(all, 'all', ''))).toBe(
      [
        'Storage',
        '  Free: 1.9 GB [was 2.3 GB]',
        '  Sightline files: 12,500 (inferred) [new]',
        '  Kept: Yes [no longer told]',
        '',
        'Battery',
        '  Level: not available on this device [new]',
        '',
        'SIM',
        '  Carrier: Telia [no longer told]',
      ].join('\n'),
    );
  });
});

describe('the words about access', () => {
  it('say where the permission is, and what can be asked', () => {
    const at = new Date(2026, 2, 3, 10, 38, 4).getTime();
    const words = (access: (typeof noSystemInformation)['access'], hasReport: boolean, isOpen = true) =>
      accessWords(
        {
          ...noSystemInformation,
          access,
          at,
          isAwaited: access === 'allowed',
          report: hasReport ? report : null,
        },
        'Maria',
        isOpen,
        at + 12_000,
      );
    expect(words('not-requested', false)?.ask).toBe('Ask for system information');
    expect(words('asked', false)).toMatchObject({
      text: 'Asked Maria, 0:12. Waiting for an answer.',
      ask: null,
    });
    expect(words('declined', false)?.ask).toBe('Ask again');
    expect(words('revoked', true)?.text).toBe(
      'Maria stopped sharing system information at 10:38:04. This is what was read last.',
    );
    expect(words('allowed', false)?.text).toBe('Reading Maria’s phone.');
    expect(words('allowed', true)).toBeNull();
    expect(words('allowed', false, false)?.ask).toBeNull();
    expect(words('revoked', true, false)).toBeNull();
  });
});
