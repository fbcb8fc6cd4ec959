import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questions } from '../../../../shared/wire/questions';
import { ConsoleWithoutWindows } from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';
import { customerMessages } from '../../../support/wire/customer-messages';

test('every question is answered by a part of the session, each with its own identifier', async () => {
  const desk = new ConsoleWithoutWindows(temporaryFolder());
  await desk.joinAndStart('phone-0001');
  const kinds = new Set<string>(Object.keys(questions));
  const asked = new Map<string, string>();
  for (const message of fc.sample(customerMessages, { numRuns: 2_000, seed: 1 })) {
    if (!kinds.has(message.kind) || asked.has(message.kind) || !('id' in message)) continue;
    asked.set(message.kind, message.id);
    desk.site.fromPhone('phone-0001', message);
  }
  await settle();
  expect(new Set(asked.keys())).toEqual(kinds);
  for (const [kind, id] of asked) {
    const answers = desk.site
      .messagesTo('phone-0001')
      .filter(
        (message) => ('id' in message ? message.id : 'commandId' in message && message.commandId) === id,
      );
    expect(answers, kind).toHaveLength(1);
    // A part that knows the question says no for a reason of its own.
    expect(answers[0], kind).not.toMatchObject({ code: 'unknown-kind' });
  }
  desk.close();
});
