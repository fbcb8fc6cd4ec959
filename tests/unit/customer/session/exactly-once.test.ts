import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forCustomer } from '../../../../shared/session/session-event';
import { carriesOut, ScriptedCustomerSite } from '../../../support/played/scripted-customer-site';

type Step =
  | { readonly kind: 'write' | 'hear' }
  | { readonly kind: 'lose' | 'go-down' | 'come-up' | 'repeat-log' | 'repeat-command' | 'reload' }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  /** The site stops hearing, so that what is sent goes nowhere until the connection is lost. */
  | { readonly kind: 'go-deaf' }
  | { readonly kind: 'cannot-save' };

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Step>({ kind: 'write' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'hear' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.nat(3_000) }) },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Step>(
      { kind: 'lose' },
      { kind: 'go-down' },
      { kind: 'come-up' },
      { kind: 'repeat-log' },
      { kind: 'repeat-command' },
      { kind: 'reload' },
      { kind: 'go-deaf' },
      { kind: 'cannot-save' },
    ),
  },
);

test('whatever is lost or repeated, every message stands in the log exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (script) => {
      const site = new ScriptedCustomerSite();
      await site.join();
      carriesOut(site);
      const carryOut = site.onMessage;
      const written: string[] = [];
      let cannotSave = false;
      const heard: typeof site.onMessage = (message) => {
        if (cannotSave && message.kind === 'send-chat-message') {
          cannotSave = false;
          site.say({ kind: 'refusal', code: 'could-not-save', message: '', commandId: message.id });
        } else carryOut(message);
      };
      const deaf = (): void => undefined;
      site.onMessage = heard;
      for (const step of script) {
        switch (step.kind) {
          case 'write':
            written.push(`message ${written.length}`);
            site.command({ kind: 'send-chat-message', text: written.at(-1) ?? '' });
            await site.pass(0);
            break;
          case 'hear':
            await site.append('representative', { kind: 'chat-message-sent', text: 'heard' });
            break;
          case 'pass':
            await site.pass(step.milliseconds);
            break;
          case 'lose':
            site.onMessage = heard;
            await site.lose();
            break;
          case 'go-down':
            site.isUp = false;
            site.onMessage = heard;
            await site.lose();
            break;
          case 'come-up':
            site.isUp = true;
            break;
          case 'repeat-log':
            await site.tell({ kind: 'events', events: site.log.map(forCustomer) });
            break;
          case 'repeat-command': {
            const last = site
              .ofKind('send-chat-message')
              .findLast(({ id }) => site.log.some(({ commandId }) => commandId === id));
            if (last !== undefined) site.onMessage(last);
            await site.pass(0);
            break;
          }
          case 'reload':
            site.onMessage = heard;
            await site.reload();
            break;
          case 'go-deaf':
            site.onMessage = deaf;
            break;
          case 'cannot-save':
            cannotSave = true;
            break;
        }
      }
      site.isUp = true;
      site.onMessage = heard;
      cannotSave = false;
      await site.lose();
      await site.pass(2_000);
      await site.pass(2_000);

      const texts = site.log.flatMap((event) =>
        event.kind === 'chat-message-sent' && event.by === 'customer' ? [event.text] : [],
      );
      // Of messages sent at once, a later one may be saved while an earlier one is refused; else the order is kept too.
      const mayChangePlaces = script.some(({ kind }) => kind === 'cannot-save');
      expect(mayChangePlaces ? texts.toSorted() : texts).toEqual(
        mayChangePlaces ? written.toSorted() : written,
      );
      const state = site.client.getState();
      if (state.kind !== 'in-session') throw new Error(`the client is ${state.kind}`);
      expect(state.events).toEqual(site.log.map(forCustomer));
      expect(state.pending).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
