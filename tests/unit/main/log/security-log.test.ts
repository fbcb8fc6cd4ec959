import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FileLog } from '../../../../main/log/file-log';
import { countedForMs, SecurityLog } from '../../../../main/log/security-log';
import { FakeClock } from '../../../support/played/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

function makeLog() {
  const clock = new FakeClock();
  const folder = temporaryFolder();
  const file = new FileLog({ folder, name: 'security', now: () => 0 });
  const lines = () =>
    readFileSync(file.path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.slice(25));
  return { clock, log: new SecurityLog(file, clock), lines, file };
}

test('a flood is two lines a minute: the first at once, the others counted', () => {
  const { clock, log, lines, file } = makeLog();
  for (let index = 0; index < 45_000; index += 1) log.note('socket-refused', `192.0.2.${index % 12}`);
  log.note('session-deleted');
  expect(lines()).toEqual(['info socket-refused from="192.0.2.0"', 'info session-deleted from="here"']);
  clock.advance(countedForMs);
  expect(lines().slice(2)).toEqual(['warning socket-refused more=44999 from="12 addresses"']);
  log.note('socket-refused', '192.0.2.1');
  expect(lines()).toHaveLength(4);
  log.close();
  expect(clock.pending).toBe(0);
  expect(file.path.endsWith('security.log')).toBe(true);
});
