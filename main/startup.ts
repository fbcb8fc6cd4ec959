import { resolve } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import type { Notices } from './notices/notices';
import { helpWords, parseCommandLine, unknownFlagWords } from './window/command-line';
import { deepLinkScheme, parseDeepLink } from './window/deep-link';

/** What may be asked of the app from outside: by flags, by links, by a second start. */
export interface StartupOptions {
  readonly notices: Notices;
  readonly practice: () => void;
  /** Opens the dialog in which the person may generate a session key. */
  readonly offerSessionKey: () => void;
  /** Shows a session; false where there is none of this identifier. */
  readonly showSession: (sessionId: string) => boolean;
  readonly showWindow: () => void;
}

/** What a second start hands to the first. */
export interface SecondStart {
  readonly args: readonly string[];
}

const secondStartSchema = z.object({ args: z.array(z.string().max(4_000)).max(200) });
const linkShown = 120;

/** This start's arguments: after the program, and in development after the folder it runs. */
export function argumentsOfThisStart(): string[] {
  const args = process.argv.slice(1);
  if (process.defaultApp !== true) return args;
  const folder = args.findIndex((argument) => !argument.startsWith('-'));
  return args.slice(folder + 1);
}

/** Prints a line for whoever started the app from the sources; an installed one has no terminal. */
export function sayInTerminal(line: string): void {
  if (process.defaultApp === true) process.stdout.write(`${line}\n`);
}

/** Prints the options if that is asked for. Returns whether it was. */
export function askedForHelp(args: readonly string[]): boolean {
  if (!parseCommandLine(args).help) return false;
  process.stdout.write(`${helpWords()}\n`);
  return true;
}

/** Does what flags and links ask for, and says which of them nobody here knows. */
export class Startup {
  readonly #options: StartupOptions;

  constructor(options: StartupOptions) {
    this.#options = options;
  }

  /** Does what the command line of a start says. */
  run(args: readonly string[]): void {
    const { practice, registerLinks, links, unknownFlags } = parseCommandLine(args);
    for (const flag of unknownFlags) this.#sayUnknown(flag);
    for (const link of links) this.openLink(link);
    if (practice) this.#options.practice();
    registerLinkProgram(registerLinks);
  }

  /** Another start of the same program handed itself over. */
  secondStart(data: unknown): void {
    this.#options.showWindow();
    const decoded = secondStartSchema.safeParse(data);
    if (decoded.success) this.run(decoded.data.args);
  }

  /** Does what a `sightline:` link asks for. */
  openLink(text: string): void {
    const link = parseDeepLink(text);
    switch (link.kind) {
      case 'practice':
        this.#options.practice();
        return;
      case 'generate-session-key':
        this.#options.offerSessionKey();
        return;
      case 'session':
        if (!this.#options.showSession(link.sessionId)) {
          this.#options.notices.show({
            id: 'link-without-session',
            kind: 'information',
            title: 'The session of this link is not on this computer.',
            text: 'It may belong to another representative, or be from before the sessions listed here.',
          });
        }
        return;
      case 'unknown':
        this.#options.notices.show({
          id: 'unknown-link',
          kind: 'warning',
          title: 'Sightline does not know this link.',
          text: `Nothing was opened for ${text.slice(0, linkShown)}. Check that the link is complete.`,
        });
        return;
    }
  }

  #sayUnknown(flag: string): void {
    const words = unknownFlagWords(flag);
    console.error(words);
    this.#options.notices.show({
      id: `unknown-flag ${flag}`,
      kind: 'warning',
      title: `Sightline started without ${flag}, which it does not know.`,
      text: words,
    });
  }
}

/** Makes this program the one that opens `sightline:` links, where the system does not learn it from the installer. */
function registerLinkProgram(onRequest: boolean): void {
  if (!onRequest && !(app.isPackaged && process.platform !== 'linux')) return;
  if (process.defaultApp === true) {
    app.setAsDefaultProtocolClient(deepLinkScheme, process.execPath, [resolve(app.getAppPath())]);
  } else app.setAsDefaultProtocolClient(deepLinkScheme);
}
