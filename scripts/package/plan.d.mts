import type { Configuration } from 'electron-builder';

export interface PlannedPackage {
  readonly system: { readonly name: string; readonly platform: 'linux' | 'win32' | 'darwin' };
  readonly target: string;
  readonly arch: string;
  /** Why this computer cannot build it; undefined when it can. */
  readonly reason: string | undefined;
}

export declare function plan(
  config: Configuration,
  given: {
    readonly downloads: boolean;
    readonly anyElectron: boolean;
    readonly machine?: {
      readonly platform: string;
      readonly arch: string;
      readonly env: Readonly<Record<string, string>>;
    };
    readonly find?: (command: string) => string | undefined;
  },
): readonly PlannedPackage[];
