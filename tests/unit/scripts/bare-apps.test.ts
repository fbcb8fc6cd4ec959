import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { endApp } from '../../support/console/bare-apps';

test.skipIf(process.platform === 'win32')(
  'an app that does not end when it is asked to, as one that asks its user first, is made to',
  async () => {
    const child = spawn(
      process.execPath,
      ['-e', "process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000); console.log('up')"],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    await endApp(
      child,
      ended.then(() => undefined),
      50,
    );
    expect(await ended).toEqual([null, 'SIGKILL']);
  },
);
