// Starts the app, setting up first whatever is missing. Arguments are passed on to the app.
import { build, isStale } from './support/build.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { withDisplay } from './support/display.mjs';
import { ensureElectron } from './support/electron.mjs';
import { electronArguments } from './support/electron-arguments.mjs';
import { root } from './support/paths.mjs';
import { run, script } from './support/processes.mjs';
import { ensureSystemLibraries } from './support/system-libraries.mjs';

await script(async () => {
  await ensureSystemLibraries();
  await ensureDependencies();
  const { executable, environment } = await ensureElectron();
  if (isStale()) {
    const code = await build();
    if (code !== 0) return code;
  }
  return withDisplay(async (display) => {
    const args = [...electronArguments(), root, ...process.argv.slice(2)];
    const { code } = await run(executable, args, { env: { ...process.env, ...environment, ...display } });
    return code;
  });
});
