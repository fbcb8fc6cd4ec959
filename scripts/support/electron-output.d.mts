export declare function isEngineNoise(line: string): boolean;
export declare function electronOutput(show: (line: string) => void): {
  readonly read: (text: string) => void;
  readonly end: () => void;
  readonly withheld: readonly string[];
};
