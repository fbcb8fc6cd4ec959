// Starts the app, setting up first whatever is missing. Arguments are passed on to the app.
import { buildIfStale } from './support/build.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { withDisplay } from './support/display.mjs';
import { ensureElectron } from './support/electron.mjs';
import { electronArguments } from './support/electron-arguments.mjs';
import { electronOutput } from './support/electron-output.mjs';
import { helped } from './support/help.mjs';
import { root } from './support/paths.mjs';
import { run, script } from './support/processes.mjs';
import { ensureSystemLibraries } from './support/system-libraries.mjs';

const appArguments = process.argv.slice(2);
/** The app runs until a person closes it. */
const untilClosed = Number.POSITIVE_INFINITY;

await script(async () => {
  if (helped('start', appArguments)) return 0;
  await ensureSystemLibraries();
  await ensureDependencies();
  const { executable, environment } = await ensureElectron();
  await buildIfStale();
  return withDisplay('the window opens on', async (display) => {
    const args = [...electronArguments(), root, ...appArguments];
    const env = { ...process.env, ...environment, ...display };
    // Asked for its log, Chromium prints it; otherwise it would drown the few lines that are for people.
    if (appArguments.some((argument) => argument.startsWith('--enable-logging')))
      return (await run(executable, args, { env, timeout: untilClosed })).code;
    const output = electronOutput((line) => {
      console.log(line === 'Sightline is open.' ? `${line} Ctrl C here ends it.` : line);
    });
    const { code } = await run(executable, args, { env, read: output.read, timeout: untilClosed });
    output.end();
    if (code !== 0 && !endedBySignal(code)) {
      console.error(`Sightline ended unexpectedly (code ${code}). The last lines of Electron's own log:`);
      for (const line of output.withheld) console.error(`  ${line}`);
      console.error('npm start -- --enable-logging shows all of it.');
    }
    return code;
  });
});

/** Returns whether an exit code is that of a program which was asked to end (SIGHUP, SIGINT, SIGTERM). */
function endedBySignal(code) {
  return [129, 130, 143].includes(code);
}
