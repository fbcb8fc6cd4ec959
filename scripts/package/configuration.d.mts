import type { Configuration } from 'electron-builder';

export declare function configuration(): Promise<Configuration>;
export declare function validate(config: unknown): Promise<void>;
