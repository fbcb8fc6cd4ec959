export declare const appOptions: readonly (readonly [name: string, what: string])[];
export declare const helpOf: Readonly<Record<'start' | 'test', string>>;
export declare function helped(command: 'start' | 'test', args: readonly string[]): boolean;
