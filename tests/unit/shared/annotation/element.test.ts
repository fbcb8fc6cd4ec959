import { describe, expect, test } from 'vitest';
import { decodeElement } from '../../../../shared/annotation/element';
import { annotationLimits, checkFrameImage } from '../../../../shared/annotation/limits';
import { fullHd } from './arbitraries';

const common = { id: 'element-1', version: 1, order: 0, colour: 'red', width: 'thin' };

function codeOf(value: unknown): string | null {
  const decoded = decodeElement(value, fullHd);
  return decoded.ok ? null : decoded.refusal.code;
}

describe('refusals by name', () => {
  const ink = { x: 1, y: 2, pressure: 0.5 };
  const many = Array.from({ length: annotationLimits.pointsPerElement + 1 }, () => ink);

  test.each([
    ['too-many-points', { kind: 'pen', ...common, points: many }],
    ['invalid-annotation', { kind: 'pen', ...common, points: [] }],
    ['invalid-annotation', { kind: 'pen', ...common, points: [{ ...ink, pressure: 2 }] }],
    ['invalid-annotation', { kind: 'line', ...common, from: { x: Number.NaN, y: 0 }, to: ink }],
    ['text-too-long', { kind: 'text', ...common, at: ink, text: 'a'.repeat(501) }],
    ['text-too-long', { kind: 'text', ...common, at: ink, text: 'a'.repeat(9000) }],
    ['invalid-annotation', { kind: 'text', ...common, at: ink, text: ' \n ' }],
    ['outside-frame', { kind: 'pin', ...common, at: { x: 20_000, y: 0 }, number: 1 }],
    ['invalid-annotation', { kind: 'pin', ...common, at: ink, number: 0 }],
    ['invalid-annotation', { kind: 'pin', ...common, id: 'x', at: ink, number: 1 }],
    ['invalid-annotation', { kind: 'laser', ...common }],
    ['invalid-annotation', null],
    [null, { kind: 'pin', ...common, at: ink, number: 1 }],
    [null, { kind: 'pen', ...common, points: many.slice(1) }],
  ])('%s', (code, value) => {
    expect(codeOf(value)).toBe(code);
  });

  test('an image may be large but not beyond its limits', () => {
    expect(checkFrameImage({ width: 3840, height: 2160, bytes: 9e6 })).toBeNull();
    expect(checkFrameImage({ width: 9000, height: 10, bytes: 1 })?.code).toBe('image-too-large');
    expect(checkFrameImage({ width: 8000, height: 8000, bytes: 1 })?.code).toBe('image-too-large');
    expect(checkFrameImage({ width: 10, height: 10, bytes: 1e9 })?.code).toBe('image-too-large');
  });

  test('a full pen mark fits one message', () => {
    const points = Array.from({ length: annotationLimits.pointsPerElement }, () => ({
      x: -1234.0625,
      y: -1234.0625,
      pressure: 0.53,
    }));
    expect(JSON.stringify({ kind: 'pen', ...common, points }).length).toBeLessThan(60 * 1024);
  });
});

test('text of a mark is tidied as it is read', () => {
  const decoded = decodeElement(
    { kind: 'text', ...common, at: { x: 0, y: 0 }, text: ' WAN\r\n\u202eport\u0007 ' },
    fullHd,
  );
  expect(decoded).toMatchObject({ ok: true, value: { text: 'WAN\nport' } });
});
