import { isDeepLink } from './deep-link';

/** What the command line asks of Sightline. */
export interface CommandLine {
  readonly practice: boolean;
  /** Makes this program the one that opens `sightline:` links. */
  readonly registerLinks: boolean;
  /** Prints the options and ends, without opening anything. */
  readonly help: boolean;
  readonly links: readonly string[];
  /** Unknown flags, as written but without their values. */
  readonly unknownFlags: readonly string[];
}

/** The options, as `--help` prints them: how each is written, and what it does. */
export const options: readonly (readonly [name: string, what: string])[] = [
  ['--practice', 'also opens a simulated phone'],
  ['--data-folder=<folder>', 'keeps settings and sessions there'],
  ['--register-links', 'makes this Sightline the one that opens sightline: links'],
  ['--help', 'prints this and ends'],
];
const ownFlags = options.map(([name]) => name.split('=')[0] ?? name);

/** Switches of Electron, Node and Chromium that people and tools start an app with. */
const runtimeFlags: ReadonlySet<string> = new Set(
  `allow-file-access-from-files allow-pre-commit-input app app-path auto class display enable-logging
  enable-sandbox gtk-version headless high-dpi-support host-resolver-rules host-rules hidden ignore-certificate-errors
  ignore-gpu-blocklist in-process-gpu inspect inspect-brk inspect-port js-flags lang log-file log-level
  log-net-log loopback metrics-recording-only name no-default-browser-check no-experiments no-first-run
  no-proxy-server no-sandbox no-service-autorun no-startup-window no-zygote original-process-start-time
  password-store process-per-site single-process start-minimized test-type trace-warnings user-data-dir
  v vmodule window-position window-size xsession-id`.split(/\s+/),
);
const runtimePrefixes =
  /^(allow|auth|auto-open|blink|crash|disable|enable|experimental|force|gpu|ignore|inspect|no-|ozone|proxy|remote|renderer|trace|ui-|unsafely|use|wayland|webview|widevine)(-|$)/;

/** Reads the arguments after the program (and, in development, after the folder it runs). */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const links: string[] = [];
  const unknownFlags: string[] = [];
  let practice = false;
  let registerLinks = false;
  let help = false;
  for (const argument of args) {
    if (!argument.startsWith('-')) {
      if (isDeepLink(argument)) links.push(argument);
      continue;
    }
    const flag = argument.split('=')[0] ?? argument;
    const name = flag.replace(/^-+/, '').toLowerCase();
    if (flag === '--practice') practice = true;
    else if (flag === '--register-links') registerLinks = true;
    else if (flag === '--help' || flag === '-h') help = true;
    else if (flag !== '--data-folder' && !isRuntimeFlag(name)) unknownFlags.push(flag.slice(0, 60));
  }
  return { practice, registerLinks, help, links, unknownFlags: [...new Set(unknownFlags)] };
}

/** Returns what `--help` prints. */
export function helpWords(): string {
  const width = Math.max(...options.map(([name]) => name.length));
  return `Usage: sightline [options] [sightline: link]\n\n${options
    .map(([name, what]) => `  ${name.padEnd(width)}  ${what}`)
    .join('\n')}`;
}

/** Returns a sentence about an unknown flag, with the one that was probably meant. */
export function unknownFlagWords(flag: string): string {
  const meant = ownFlags.find((own) => distance(own, flag.toLowerCase()) <= 2);
  return meant === undefined
    ? `Sightline has no ${flag}. It knows ${ownFlags.join(', ')}.`
    : `Sightline has no ${flag}. Did you mean ${meant}?`;
}

function isRuntimeFlag(name: string): boolean {
  return name === '' || runtimeFlags.has(name) || runtimePrefixes.test(name);
}

/** Returns how many letters must be added, removed or changed to turn `b` into `a`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
