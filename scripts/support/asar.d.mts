export declare function packAsar(files: Readonly<Record<string, string>>): Buffer;
