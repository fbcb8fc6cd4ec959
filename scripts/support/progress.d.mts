export declare function withProgress<Result>(
  doing: string,
  about: string,
  work: () => Promise<Result>,
  given?: { readonly every?: number; readonly say?: (line: string) => void },
): Promise<Result>;
