/** The options of the app, as `npm start -- --help` shows them. main/window/command-line.ts has the same. */
export const appOptions = [
  ['--practice', 'also opens a simulated phone'],
  ['--data-folder=<folder>', 'keeps settings and sessions there'],
  ['--register-links', 'makes this Sightline the one that opens sightline: links'],
  ['--help', 'prints this and ends'],
];

const table = (rows) => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`).join('\n');
};

/** The help of each command that takes arguments, by the name of its script in package.json. */
export const helpOf = {
  start: `npm start opens the console, after setting up whatever is missing.

npm start -- <options>
${table(appOptions)}

Options of Electron and Chromium are passed on, e.g. --enable-logging, which also shows their own log here.`,
  test: `npm test sets up, checks, builds and runs every test; the last line is "N passed, N failed".

${table([
  ['npm test', 'everything'],
  ['npm run test:unit -- <paths>', 'unit tests, of these files or folders'],
  ['npm run test:end-to-end -- <files>', "end-to-end tests, with the runner's options, e.g. -g <title>"],
  ['npm run check', 'types, layers and style alone'],
])}`,
};

/** Prints a command's help if that is asked for. Returns whether it was. */
export function helped(command, args) {
  if (!args.some((argument) => argument === '--help' || argument === '-h')) return false;
  console.log(helpOf[command]);
  return true;
}
