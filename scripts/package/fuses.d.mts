export declare function executableIn(folder: string, platform: 'linux' | 'win32' | 'darwin'): string;
export declare function readFuses(executable: string): Promise<Readonly<Record<string, boolean>>>;
export declare function checkFuses(executable: string): Promise<Readonly<Record<string, boolean>>>;
