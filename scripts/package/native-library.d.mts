export declare function hasNativeLibrary(platform: string, arch: string): boolean;
