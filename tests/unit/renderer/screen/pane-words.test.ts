import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPicture, notesWidth } from '../../../../renderer/screen/fit-picture';
import { failureWords, paneWords } from '../../../../renderer/screen/pane-words';
import { timeOfDay } from '../../../../renderer/session/clock';
import { sourceFailureSchema } from '../../../../shared/session/session-event';
import type { Pane } from '../../../../shared/session/session-state';

const connected = { kind: 'connected', at: 0 } as const;
const at = 1_000_000;
const say = (pane: Pane, now = at) => paneWords(pane, connected, 'Maria', now);

describe('paneWords', () => {
  it('says what the look says', () => {
    expect(say({ kind: 'not-requested' })).toEqual({
      mark: 'ring-neutral',
      text: 'Nothing is shared yet. Maria decides what you see.',
      action: { kind: 'ask', label: 'Ask to share' },
    });
    expect(say({ kind: 'asked', at }, at + 12_400)).toEqual({
      mark: 'ring-wait',
      text: 'Asked Maria, 0:12. Waiting for an answer.',
      action: { kind: 'cancel', label: 'Cancel request' },
    });
    expect(say({ kind: 'declined', at })).toEqual({
      mark: 'ring-neutral',
      text: 'Maria declined. Explain in the chat, then ask again.',
      action: { kind: 'ask', label: 'Ask again' },
    });
    expect(say({ kind: 'allowed', at })).toEqual({
      mark: 'ring-wait',
      text: 'Maria allowed sharing. Waiting for a picture.',
      action: null,
    });
    expect(say({ kind: 'stopped', at })).toEqual({
      mark: 'ring-neutral',
      text: `Maria stopped sharing at ${timeOfDay(at)}.`,
      action: { kind: 'ask', label: 'Ask to share' },
    });
  });

  it('says that the connection is lost before all else', () => {
    expect(paneWords({ kind: 'stopped', at }, { kind: 'lost', at }, 'Maria', at + 14_000)).toEqual({
      mark: 'ring-wait',
      text: 'The connection to Maria is lost. Reconnecting, 0:14.',
      action: null,
    });
  });

  it.each(sourceFailureSchema.options)('says what failed and what to say to the customer: %s', (failure) => {
    for (const source of ['camera', 'screen'] as const) {
      const text = failureWords(source, failure, 'Maria');
      expect(text).toContain(source);
      expect(text).toContain('Ask Maria');
      expect(text).not.toMatch(/!|undefined/);
    }
  });
});

describe('fitPicture', () => {
  const size = fc.record({
    width: fc.integer({ min: 1, max: 4000 }),
    height: fc.integer({ min: 1, max: 4000 }),
  });

  it('keeps the whole picture on the stage, in its shape, with notes beside it only where they fit', () => {
    fc.assert(
      fc.property(size, size, (stage, video) => {
        const { picture, scale, notes } = fitPicture(stage, video);
        expect(picture.width).toBeLessThanOrEqual(stage.width);
        expect(picture.height).toBeLessThanOrEqual(stage.height);
        expect(picture.width).toBeCloseTo(video.width * scale);
        expect(picture.height).toBeCloseTo(video.height * scale);
        if (notes === 'beside') expect((stage.width - picture.width) / 2).toBeGreaterThanOrEqual(notesWidth);
      }),
    );
  });

  it('shows nothing before the video has a size', () => {
    expect(fitPicture({ width: 800, height: 600 }, { width: 0, height: 0 }).scale).toBe(0);
  });
});
