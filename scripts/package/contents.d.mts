export interface PackageContents {
  readonly unwanted: readonly string[];
  readonly missing: readonly string[];
  readonly unpackedSize: number;
  readonly archiveSize: number;
}

export declare function packageContents(given: {
  readonly folder: string;
  readonly platform: 'linux' | 'win32' | 'darwin';
  readonly arch: string;
  readonly electronFolder: string | undefined;
}): PackageContents;
