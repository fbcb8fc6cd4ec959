import { describe, expect, it } from 'vitest';
import { eventWords, isWorded } from '../../../../renderer/chat/event-words';
import { type EventBody, eventBodySchema } from '../../../../shared/session/session-event';
import { bodies, eventOf } from './samples';

const say = (body: EventBody, by: 'customer' | 'representative' | 'site' = 'customer') => {
  const event = eventOf(body, 1, 0, by);
  if (!isWorded(event)) throw new Error(`${body.kind} has no words`);
  return eventWords(event, 'Maria Lindqvist');
};

describe('event words', () => {
  const kinds = eventBodySchema.options.map((option) => option.shape.kind.value);
  const quiet = new Set(['chat-message-sent', 'chat-messages-delivered', 'chat-messages-seen']);

  it.each(kinds.filter((kind) => !quiet.has(kind)))('tells %s with words, an icon and a mark', (kind) => {
    const { text, icon, mark } = say(bodies[kind]);
    expect(text).not.toBe('');
    expect(text).not.toMatch(/undefined|\[object|!/);
    expect(icon).toBeTruthy();
    expect(mark).toMatch(/^(tick|ring-(accent|live|wait|stop|neutral))$/);
  });

  it.each([...quiet])('leaves %s to its message', (kind) => {
    const body = kinds.find((each) => each === kind);
    if (body === undefined) throw new Error('not a kind');
    expect(isWorded(eventOf(bodies[body], 1, 0))).toBe(false);
  });

  it('tells the key in groups and the wait in minutes and seconds', () => {
    expect(say(bodies['session-key-used']).text).toBe('Session key 418 207 953 used');
    expect(say(bodies['session-started']).text).toBe('Session started, waited 0:12');
  });

  it('tells who ended the session', () => {
    expect(say({ kind: 'session-ended', reason: 'customer-ended' }).text).toBe('Maria ended the session');
    expect(say({ kind: 'session-ended', reason: 'representative-ended' }).text).toBe('You ended the session');
    expect(say({ kind: 'session-ended', reason: 'customer-did-not-return' }).text).toBe(
      'Session ended: Maria did not come back',
    );
  });

  it('puts a ring where something else is seen from then on', () => {
    expect(say(bodies['source-started'])).toMatchObject({
      text: 'Camera sharing started, rear',
      mark: 'ring-live',
    });
    expect(say(bodies['source-failed'])).toMatchObject({
      text: 'Camera did not start: in use',
      mark: 'ring-stop',
    });
    expect(say(bodies['sharing-requested']).mark).toBe('tick');
  });

  it('tells what was noted without telling the note', () => {
    expect(say({ kind: 'reference-set', reference: 'A-1', note: 'private' }).text).toBe(
      'Reference A-1, note added',
    );
    expect(say({ kind: 'reference-set', reference: '', note: 'private' }).text).toBe('Note added');
    expect(say({ kind: 'reference-set', reference: '', note: '' }).text).toBe('Reference removed');
  });

  it('tells the hash, size and dots of a kept picture beside its words', () => {
    const event = eventOf(bodies['snapshot-saved'], 1, 0);
    if (!isWorded(event)) throw new Error('no words');
    expect(eventWords(event, 'Maria')).toMatchObject({
      text: 'Snapshot saved',
      detail: `1170×2532, 462 kB, SHA-256 ${'ab'.repeat(32)}`,
    });
    expect(say(bodies['photo-shown']).text).toBe('Photo shown: IMG_2041.HEIC');
    expect(say(bodies['quality-selected']).text).toBe('Quality set to Full Color');
    expect(say(bodies['recording-stopped']).text).toBe('Recording stopped, 1:23, 1.2 MB');
  });

  it('tells flash and zoom of the camera only where they are used', () => {
    expect(say({ kind: 'camera-changed', facing: 'rear', torch: true, zoom: 1.6 }).text).toBe(
      'Camera changed, rear, flash on, 1.6×',
    );
    expect(say({ kind: 'camera-changed', facing: 'front', torch: false, zoom: 1 }).text).toBe(
      'Camera changed, front',
    );
  });
});
