export declare function npmFailure(command: string, output: string): string;
