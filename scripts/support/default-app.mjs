// What the fallback Electron runs first, in place of the starter Electron itself brings:
// it finds the application named on the command line and hands over to it.
// It is a module with a top-level await, so that the application is loaded before Electron says it is ready.
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, dialog } from 'electron';

const preload = [];
let target;
const args = process.argv.slice(1);
for (let index = 0; index < args.length; index += 1) {
  const arg = args[index];
  if (arg === '-r' || arg === '--require') {
    index += 1;
    preload.push(args[index]);
  } else if (!arg.startsWith('-')) {
    target = arg;
    break;
  }
}

async function start() {
  const load = Module.createRequire(path.join(process.cwd(), 'application.js'));
  for (const file of preload) load(file);
  if (!target) throw new Error('No application was named.');
  let main = path.resolve(target);
  if (fs.statSync(main).isDirectory()) {
    const manifest = JSON.parse(fs.readFileSync(path.join(main, 'package.json'), 'utf8'));
    if (manifest.version) app.setVersion(manifest.version);
    if (manifest.productName || manifest.name) app.setName(manifest.productName || manifest.name);
    if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
    app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
    app.setPath('sessionData', app.getPath('userData'));
    app.setAppPath(main);
    main = path.join(main, manifest.main || 'index.js');
  }
  Object.defineProperty(process, 'defaultApp', { value: true });
  await import(pathToFileURL(main).href);
}

await start().catch((error) => {
  console.error(error.stack || error);
  dialog.showErrorBox = () => undefined;
  app.exit(1);
});
