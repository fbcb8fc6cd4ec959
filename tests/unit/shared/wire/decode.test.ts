import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../../shared/limits';
import { utf8Length } from '../../../../shared/read-text';
import { type CustomerMessage, isCustomerCommand } from '../../../../shared/wire/customer-message';
import { decodeSiteMessage } from '../../../../shared/wire/decode';
import { refusalCodes } from '../../../../shared/wire/refusal';
import {
  customerMessageKinds,
  customerMessages,
  decodeCustomerMessage,
  submissionOf,
} from '../../../support/wire/customer-messages';

/** The refusal of `text`, or undefined when it is accepted. */
function refusalOf(text: string) {
  const decoded = decodeCustomerMessage(text);
  return decoded.ok ? undefined : decoded.refusal;
}

const json = (value: unknown): string => JSON.stringify(value);

describe('decodeCustomerMessage', () => {
  test('every kind of message survives JSON unchanged', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(customerMessages, (message) => {
        kinds.add(message.kind);
        expect(decodeCustomerMessage(json(message))).toEqual({ ok: true, message });
      }),
      { numRuns: 1_000 },
    );
    expect(kinds).toEqual(customerMessageKinds);
  });

  test('a field this version does not know is dropped [C5]', () => {
    expect(decodeCustomerMessage('{"kind":"ping","more":1,"__proto__":{"x":1}}')).toEqual({
      ok: true,
      message: { kind: 'ping' },
    });
  });

  test('never throws, and refuses with a known code and one sentence: any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.json(), fc.string()), check),
      {
        numRuns: 5_000,
      },
    );
  });

  test('never throws, whatever one field of a good message is replaced by', () => {
    fc.assert(
      fc.property(customerMessages, fc.nat(), fc.jsonValue(), (message, place, value) => {
        const fields = Object.keys(message);
        check(json({ ...message, [fields[place % fields.length] ?? 'kind']: value }));
      }),
      { numRuns: 5_000 },
    );
  });

  function check(text: string): void {
    const decoded = decodeCustomerMessage(text);
    if (decoded.ok) {
      expect(customerMessageKinds.has(decoded.message.kind)).toBe(true);
      return;
    }
    expect(refusalCodes).toContain(decoded.refusal.code);
    expect(decoded.refusal.message.length).toBeGreaterThan(0);
    expect(decoded.refusal.message.length).toBeLessThan(1_000);
  }
});

describe('refusals by name', () => {
  test('not-json [R1]', () => {
    for (const text of [
      '',
      'hello',
      '{',
      '{"kind":"ping"',
      "{'kind':'ping'}",
      '\u0000',
      '{"kind":"ping"}}',
    ]) {
      expect(refusalOf(text)?.code, text).toBe('not-json');
    }
  });

  test('invalid-message where there is no kind [R1]', () => {
    for (const text of [
      'null',
      '[]',
      '3',
      '"ping"',
      'true',
      '{}',
      '{"kind":3}',
      '{"kind":null}',
      '[{"kind":"ping"}]',
    ]) {
      expect(refusalOf(text)?.code, text).toBe('invalid-message');
    }
  });

  test('unknown-kind, also for names every object has [R1]', () => {
    for (const kind of [
      '',
      'Ping',
      'ping ',
      'accept-session',
      '__proto__',
      'constructor',
      'toString',
      'x'.repeat(900),
    ]) {
      const refusal = refusalOf(json({ kind }));
      expect(refusal?.code, kind).toBe('unknown-kind');
      expect(refusal?.message.length).toBeLessThan(100);
    }
  });

  test('invalid-message names the field at fault [L1] [R1]', () => {
    const wrong: ReadonlyArray<readonly [object, string]> = [
      [{ kind: 'send-chat-message', id: 'command-1', text: 'x'.repeat(4_001) }, '"text"'],
      [{ kind: 'send-chat-message', id: 'command-1', text: ' ' }, '"text"'],
      [{ kind: 'send-chat-message', id: 'short', text: 'hello' }, '"id"'],
      [{ kind: 'mark-seen', id: 'command-1', upTo: 0 }, '"upTo"'],
      [{ kind: 'mark-seen', id: 'command-1', upTo: 1.5 }, '"upTo"'],
      [{ kind: 'mark-seen', id: 'command-1', upTo: '3' }, '"upTo"'],
      [{ kind: 'start-source', id: 'command-1', source: 'microphone', facing: 'rear' }, '"source"'],
      [{ kind: 'report-visibility', id: 'command-1', visible: 'yes' }, '"visible"'],
      [{ kind: 'signal', peerId: 'peer-0001', data: 'x'.repeat(limits.signalCharacters + 1) }, '"data"'],
      [submissionOf({ name: ' ' }), '"name"'],
      [{ ...submissionOf(), device: { ...submissionOf().device, model: 'x'.repeat(121) } }, '"device.model"'],
    ];
    for (const [message, field] of wrong) {
      const refusal = refusalOf(json(message));
      expect(refusal?.code, json(message)).toBe('invalid-message');
      expect(refusal?.message.startsWith(field), refusal?.message).toBe(true);
    }
  });

  test('the identifier of a refused command comes back, where it is one [R1]', () => {
    expect(refusalOf(json({ kind: 'send-chat-message', id: 'command-1', text: '' }))?.commandId).toBe(
      'command-1',
    );
    expect(refusalOf(json({ kind: 'dance', id: 'command-2' }))?.commandId).toBe('command-2');
    expect(refusalOf(json({ id: 'command-3' }))?.commandId).toBe('command-3');
    for (const id of ['short', 'x'.repeat(65), 'command 4', 5, null, ['command-5'], '<script>']) {
      expect(refusalOf(json({ kind: 'dance', id })), json(id)).not.toHaveProperty('commandId');
    }
  });
});

describe('the size of a message', () => {
  /** A message of exactly `bytes` bytes, filled with `filler`. */
  function messageOf(bytes: number, filler: string): string {
    const frame = '{"kind":"ping","pad":""}';
    const room = bytes - frame.length;
    const unit = new TextEncoder().encode(filler).length;
    const pad = filler.repeat(Math.floor(room / unit)) + 'x'.repeat(room % unit);
    return frame.replace('""', `"${pad}"`);
  }

  test.each(['x', 'é', '漢', '😀'])(
    '%s: exactly at the limit is taken, one byte more is not [C10] [L1]',
    (filler) => {
      const full = messageOf(limits.messageBytes, filler);
      expect(new TextEncoder().encode(full)).toHaveLength(limits.messageBytes);
      expect(decodeCustomerMessage(full)).toEqual({ ok: true, message: { kind: 'ping' } });
      expect(refusalOf(messageOf(limits.messageBytes + 1, filler))?.code).toBe('message-too-large');
    },
  );

  test('the longest signal fits in a message [L1]', () => {
    const signal: CustomerMessage = {
      kind: 'signal',
      peerId: 'peer-0001',
      data: 'x'.repeat(limits.signalCharacters),
    };
    expect(decodeCustomerMessage(json(signal)).ok).toBe(true);
  });

  test('the longest chat message fits, whatever its script [L1]', () => {
    for (const filler of ['x', '漢', '"', '\n', '\ud83d\ude00']) {
      const text = `.${filler.repeat(3_998 / filler.length)}.`;
      expect(decodeCustomerMessage(json({ kind: 'send-chat-message', id: 'command-1', text })).ok).toBe(true);
    }
  });
});

test('utf8Length counts what TextEncoder makes, lone surrogates among it', () => {
  const units = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: 0xd800, max: 0xdfff }),
      fc.constantFrom(0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(units, (codes) => {
      const text = String.fromCharCode(...codes);
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
    }),
    { numRuns: 2_000 },
  );
});

const leavesNoEntry: ReadonlySet<string> = new Set([
  'submit-session-key',
  'request-upload',
  'request-picture',
  'open-broadcast',
  'request-file-road',
]);

test('commands are the messages with an effect on the log', () => {
  fc.assert(
    fc.property(customerMessages, (message) => {
      const isCommand = 'id' in message && !leavesNoEntry.has(message.kind);
      expect(isCustomerCommand(message)).toBe(isCommand);
    }),
  );
});

describe('decodeSiteMessage', () => {
  test('reads what this version knows', () => {
    const welcome = { kind: 'welcome', version: 1, siteName: 'Nordlicht', availability: 'available' };
    expect(decodeSiteMessage(json(welcome))).toEqual(welcome);
    const withheld = { seq: 2, at: 5, by: 'representative', commandId: 'command-2', kind: 'event-withheld' };
    expect(decodeSiteMessage(json({ kind: 'events', events: [withheld] }))).toEqual({
      kind: 'events',
      events: [withheld],
    });
  });

  test('is undefined for anything else, and never throws [C5]', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      '{"kind":"dance"}',
      '{"kind":"welcome"}',
      '{"kind":"__proto__"}',
    ]) {
      expect(decodeSiteMessage(text), text).toBeUndefined();
    }
    const event = { seq: 1, at: 5, by: 'customer', commandId: 'command-1', kind: 'sharing-allowed' };
    const tooMany = {
      kind: 'events',
      events: Array.from({ length: limits.eventsPerMessage + 1 }, () => event),
    };
    expect(decodeSiteMessage(json(tooMany))).toBeUndefined();
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void decodeSiteMessage(text)));
  });
});
