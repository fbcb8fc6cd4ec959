import { describe, expect, test } from 'vitest';
import { freezeAfter } from '../../../../shared/annotation/freeze';
import { frameUnit, haloHex, inkHex, inks, markSizes, strokeWidths } from '../../../../shared/annotation/ink';
import { laserFadeMs } from '../../../../shared/annotation/tools/laser';
import { reduceAll } from '../../../../shared/session/reduce';
import { blobOf, cameraStarted } from '../../../support/pictures';
import { rules } from '../../../support/wire/protocol-document';
import { logOf, started } from '../../../support/wire/session-events';

const image = blobOf('image/webp');
const began = { kind: 'annotation-began', frameId: 'frame-0001', image, width: 800, height: 600 } as const;
const cleared = { kind: 'annotation-cleared', frameId: 'frame-0001' } as const;

describe('what is frozen [A1]', () => {
  test('is what was frozen first, until that is cleared', () => {
    const first = freezeAfter(null, { ...began, at: 5 });
    expect(first).toMatchObject({ frameId: 'frame-0001', image, width: 800, height: 600, at: 5 });
    expect(freezeAfter(first, { ...began, frameId: 'frame-0002', at: 6 })).toBe(first);
    expect(freezeAfter(first, { ...cleared, frameId: 'frame-0002', at: 7 })).toBe(first);
    expect(freezeAfter(first, { ...cleared, at: 8 })).toBeNull();
  });

  test('stays while the customer stops sharing or ends, and stands in the ribbon only while it is shown', () => {
    const entries = [
      started,
      ['customer', { kind: 'sharing-allowed' }],
      ['customer', cameraStarted()],
      ['representative', began],
    ] as const;
    const frozen = reduceAll(logOf(...entries));
    expect(frozen).toMatchObject({ freeze: { frameId: 'frame-0001' }, pane: { kind: 'live' } });
    if (frozen?.phase !== 'active') throw new Error('not active');
    expect(frozen.ribbon.map(({ kind }) => kind)).toEqual(['not-requested', 'allowed', 'live', 'frozen']);
    const goneOn = reduceAll(logOf(...entries, ['representative', cleared]));
    expect(goneOn?.phase === 'active' && goneOn.ribbon.at(-1)?.kind).toBe('live');
    const stopped = reduceAll(logOf(...entries, ['customer', { kind: 'sharing-stopped' }]));
    expect(stopped?.phase === 'active' && stopped.ribbon.at(-1)?.kind).toBe('stopped');
    expect(stopped).toMatchObject({ freeze: { frameId: 'frame-0001' } });
    const end = ['customer', { kind: 'session-ended', reason: 'customer-ended' }] as const;
    expect(reduceAll(logOf(...entries, end))).toMatchObject({ phase: 'ended', freeze: { image } });
  });
});

test('inks and measures are those of the document [A4]', () => {
  const rule = rules.get('A4') ?? '';
  for (const ink of inks) expect(rule).toContain(`\`${ink}\` (${inkHex[ink]})`);
  for (const ink of inks) expect(haloHex(ink)).toBe(ink === 'white' ? inkHex.black : inkHex.white);
  const frame = { width: 400, height: 1000 };
  expect(frameUnit(frame)).toBe(1);
  const sizes = strokeWidths.map((width) => markSizes(width, frame));
  const listed = (values: readonly number[]) => `${values[0]}, ${values[1]} or ${values[2]}`;
  const text = rule.replace(/\s+/g, ' ');
  for (const key of ['stroke', 'highlight', 'text', 'pin'] as const) {
    expect(text).toContain(listed(sizes.map((size) => size[key])));
  }
  expect(text).toContain(`halo of ${sizes[0]?.halo}`);
  expect(rules.get('A5')).toContain(`${laserFadeMs} ms`);
});
