/** A folder of the product, and the folders it may import; paths from the root. */
export interface Layer {
  readonly folder: string;
  readonly part: string;
  readonly runs: 'everywhere' | 'node' | 'electron' | 'preload' | 'page' | 'worker';
  readonly may: readonly string[];
}

export const parts: Readonly<Record<string, unknown>>;
export const workers: readonly string[];
export function layers(): readonly Layer[];
export function layerOverrides(): readonly unknown[];
export function withLayerOverrides<T extends { readonly overrides: readonly unknown[] }>(configuration: T): T;
export function withLayerTable(text: string): string;
