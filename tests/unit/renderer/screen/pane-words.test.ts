import { describe, expect, it } from 'vitest';
import { timeOfDay } from '../../../../renderer/kit/clock';
import { failureWords, paneWords, stalledAdvice } from '../../../../renderer/screen/pane-words';
import type { Pane } from '../../../../shared/session/pane';
import { sourceFailureSchema } from '../../../../shared/session/session-event';

import { liveCamera } from './samples';

const connected = { kind: 'connected', at: 0 } as const;
const at = 1_000_000;
const say = (pane: Pane, now = at) => paneWords(pane, connected, 'Maria', now);

describe('paneWords', () => {
  it('says what the look says', () => {
    expect(say({ kind: 'not-requested' })).toMatchObject({
      mark: 'ring-neutral',
      text: 'Nothing is shared yet. Maria decides what you see.',
      action: { kind: 'ask', label: 'Ask to share' },
    });
    expect(say({ kind: 'asked', at }, at + 12_400)).toMatchObject({
      mark: 'ring-wait',
      text: 'Asked Maria, 0:12. Waiting for an answer.',
      action: { kind: 'cancel', label: 'Cancel request' },
    });
    expect(say({ kind: 'declined', at })).toMatchObject({
      mark: 'ring-neutral',
      text: 'Maria declined. Explain in the chat, then ask again.',
      action: { kind: 'ask', label: 'Ask again' },
    });
    expect(say({ kind: 'allowed', at })).toMatchObject({
      mark: 'ring-wait',
      text: 'Maria allowed sharing. Waiting for a picture.',
      action: null,
    });
    expect(say({ kind: 'stopped', at })).toMatchObject({
      mark: 'ring-neutral',
      text: `Maria stopped sharing at ${timeOfDay(at)}.`,
      action: { kind: 'ask', label: 'Ask to share' },
    });
  });

  it('hides everything while a photo is chosen, and says so', () => {
    expect(say({ kind: 'hidden', at })).toEqual({
      mark: 'ring-wait',
      title: 'Unable to grab the remote screen image',
      text: 'Maria is choosing a photo.',
      action: null,
    });
  });

  it('says that the customer paused, and what comes back', () => {
    expect(say({ kind: 'paused', resumes: liveCamera, at }).text).toBe(
      `Maria paused sharing at ${timeOfDay(at)}. You see the camera again when Maria resumes.`,
    );
  });

  it('says that the phone is in another app where that keeps the picture away', () => {
    const away = { kind: 'away', at } as const;
    expect(paneWords(liveCamera, away, 'Maria', at).text).toContain('Maria is in another app');
    expect(paneWords({ kind: 'declined', at }, away, 'Maria', at).text).toContain('declined');
    const broadcast = { ...liveCamera, source: 'screen', method: 'broadcast' } as const;
    expect(paneWords(broadcast, away, 'Maria', at).text).not.toContain('another app');
  });

  it('advises what can be done about a stalled picture', () => {
    expect(stalledAdvice(liveCamera, 'Maria', false)).toContain('select a lower quality');
    expect(stalledAdvice(liveCamera, 'Maria', true)).toContain('in another app');
    expect(stalledAdvice({ ...liveCamera, method: 'broadcast' }, 'Maria', true)).toContain('broadcast');
    const fixed = { ...liveCamera, capabilities: { ...liveCamera.capabilities, quality: false } };
    expect(stalledAdvice(fixed, 'Maria', false)).not.toContain('quality');
  });

  it('says that the connection is lost before all else', () => {
    expect(paneWords({ kind: 'stopped', at }, { kind: 'lost', at }, 'Maria', at + 14_000)).toMatchObject({
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
