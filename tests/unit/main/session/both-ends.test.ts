import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type RepresentativeCommand,
  verdictOnRepresentativeCommand,
} from '../../../../main/session/representative-commands';
import { reduceAll } from '../../../../shared/session/reduce';
import { forCustomer } from '../../../../shared/session/session-event';
import type { CustomerCommand } from '../../../../shared/wire/customer-message';
import { newIdentifier } from '../../../../site/identifiers';
import { ConsoleWithoutWindows } from '../../../support/played/console-without-windows';
import { ScriptedPhone } from '../../../support/played/scripted-phone';
import { settle } from '../../../support/played/scripted-site';
import { makeFolder, removeFolder } from '../../../support/temporary-folder';
import { customerCommands, submissionOf } from '../../../support/wire/customer-messages';

/** One thing that happens somewhere between the two people. */
type Happening =
  | { readonly kind: 'customer'; readonly command: CustomerCommand }
  | { readonly kind: 'representative'; readonly command: RepresentativeCommand }
  | { readonly kind: 'repeat-answered'; readonly which: number }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'connect' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'settle' }
  | { readonly kind: 'disk'; readonly refuses: boolean }
  | { readonly kind: 'restart' }
  | { readonly kind: 'site-off' }
  | { readonly kind: 'wait'; readonly ms: number };

const representativeCommands = fc.constantFrom<RepresentativeCommand>(
  { kind: 'accept-session' },
  { kind: 'accept-session' },
  { kind: 'send-chat-message', text: 'Can you show me?' },
  { kind: 'request-sharing' },
  { kind: 'cancel-sharing-request' },
  { kind: 'mark-seen', upTo: 9 },
);

/** Ends are left out here: they come, if at all, as the last thing. */
const goingOn = customerCommands.filter(({ kind }) => kind !== 'end-session' && kind !== 'leave-queue');

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: goingOn.map((command) => ({ kind: 'customer' as const, command })) },
  {
    weight: 4,
    arbitrary: representativeCommands.map((command) => ({ kind: 'representative' as const, command })),
  },
  { weight: 2, arbitrary: fc.nat().map((which) => ({ kind: 'repeat-answered' as const, which })) },
  { weight: 5, arbitrary: fc.constant<Happening>({ kind: 'connect' }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ kind: 'drop' }) },
  { weight: 4, arbitrary: fc.constant<Happening>({ kind: 'settle' }) },
  { weight: 2, arbitrary: fc.constant<Happening>({ kind: 'repeat' }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 5_000 }).map((ms) => ({ kind: 'wait' as const, ms })) },
  { weight: 1, arbitrary: fc.constantFrom<Happening>({ kind: 'restart' }, { kind: 'site-off' }) },
  { weight: 2, arbitrary: fc.boolean().map((refuses) => ({ kind: 'disk' as const, refuses })) },
);

const accepted: Happening[] = [
  { kind: 'settle' },
  { kind: 'representative', command: { kind: 'accept-session' } },
];

const stories = fc.tuple(
  // Most sessions are accepted early, so that there is something to say in them.
  fc.constantFrom<Happening[]>(...[0, 1, 2].map(() => accepted), []),
  fc.array(happenings, { minLength: 15, maxLength: 60 }),
);

const endings = fc.constantFrom('none', 'customer', 'representative');

test('whatever is lost, repeated or restarted, the phone ends up with exactly the log of main [S1] [S3]', async () => {
  let events = 0;
  let refusals = 0;
  const phases = new Set<string>();
  await fc.assert(
    fc.asyncProperty(stories, endings, async ([opening, story], ending) => {
      const folder = makeFolder();
      const desk = new ConsoleWithoutWindows(folder);
      try {
        const phone = new ScriptedPhone(submissionOf());
        const sent: CustomerCommand[] = [];
        const tell = (command: CustomerCommand): void => {
          sent.push(command);
          phone.command(command);
        };
        const represent = (command: RepresentativeCommand): void => {
          const session = desk.registry.find(desk.registry.list()[0]?.sessionId ?? '');
          if (session === undefined) return;
          session.carryOut('representative', newIdentifier(), (state) =>
            verdictOnRepresentativeCommand(state, command, {
              now: desk.clock.now(),
              representativeName: 'Astrid',
              findPicture: () => undefined,
            }),
          );
        };
        phone.connect(desk.site);
        for (const happening of [...opening, ...story])
          await happen(desk, phone, happening, { sent, tell, represent });

        desk.refuseWrites(false);
        phone.connect(desk.site);
        await settle();
        phone.repeat();
        await settle();
        if (ending === 'customer') tell({ kind: 'end-session', id: newIdentifier() });
        if (ending === 'representative') represent({ kind: 'end-session' });
        phone.drop();
        await settle();
        phone.connect(desk.site);
        await settle();

        const sessionId = phone.sessionId ?? '';
        const log = desk.store.eventsAfter(sessionId, 0, 1_000);
        expect(phone.log).toEqual(log.map(forCustomer));
        expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
        expect(new Set(log.map(({ commandId }) => commandId)).size).toBe(log.length);
        expect(phone.pending.size).toBe(0);
        expect(phone.state).toEqual(reduceAll(log));
        expect(desk.registry.find(sessionId)?.state).toEqual(reduceAll(log));
        // A copy refused while the customer waited may be followed by one that is taken; nothing else is lost.
        const messages = log.filter(({ kind, by }) => kind === 'chat-message-sent' && by === 'customer');
        const written = new Set(messages.map(({ commandId }) => commandId));
        const chats = sent.filter(({ kind }) => kind === 'send-chat-message').map(({ id }) => id);
        expect(chats.filter((id) => !written.has(id) && !phone.refused.includes(id))).toEqual([]);
        expect([...written].filter((id) => !chats.includes(id))).toEqual([]);
        expect(desk.registry.list()).toHaveLength(1);
        events += log.length;
        refusals += phone.refused.length;
        phases.add(desk.registry.find(sessionId)?.state.phase ?? 'none');
      } finally {
        desk.close();
        removeFolder(folder);
      }
    }),
    { numRuns: 80 },
  );
  // The stories were no idle ones.
  expect(events).toBeGreaterThan(200);
  expect(refusals).toBeGreaterThan(10);
  expect([...phases]).toEqual(expect.arrayContaining(['active', 'ended']));
}, 20_000);

async function happen(
  desk: ConsoleWithoutWindows,
  phone: ScriptedPhone,
  happening: Happening,
  person: {
    readonly sent: readonly CustomerCommand[];
    readonly tell: (command: CustomerCommand) => void;
    readonly represent: (command: RepresentativeCommand) => void;
  },
): Promise<void> {
  switch (happening.kind) {
    case 'customer':
      // A phone makes identifiers of its own; those fast-check shrinks to might meet.
      return person.tell({ ...happening.command, id: newIdentifier() });
    case 'representative':
      return person.represent(happening.command);
    case 'repeat-answered': {
      const answered = person.sent.filter(({ id }) => !phone.pending.has(id));
      const command = answered[happening.which % Math.max(1, answered.length)];
      if (command !== undefined && !phone.refused.includes(command.id)) phone.repeatAnswered(command);
      return;
    }
    case 'repeat':
      return phone.repeat();
    case 'connect':
      return phone.connect(desk.site);
    case 'drop':
      return phone.drop();
    case 'settle':
      return settle();
    case 'disk':
      return desk.refuseWrites(happening.refuses);
    case 'restart':
      phone.drop();
      return desk.restart();
    case 'site-off':
      phone.drop();
      desk.site.close();
      await settle();
      desk.attachSite();
      return;
    case 'wait':
      return desk.clock.advance(happening.ms);
  }
}
