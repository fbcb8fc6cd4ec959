export type BlobErrorCode =
  /** More bytes than were allowed. */
  | 'too-large'
  /** The bytes are not of the type they were said to be. */
  | 'wrong-type'
  /** More pixels than one picture may have. */
  | 'too-many-pixels'
  /** Fewer bytes came than were announced. */
  | 'incomplete'
  /** The disk has no space, or the account's share of it is used up. */
  | 'disk-full'
  /** No such recording is being written. */
  | 'not-recording'
  /** The disk refused for another reason. */
  | 'could-not-write';

/** Why bytes were not kept; nothing of them is left on disk. */
export class BlobError extends Error {
  constructor(
    readonly code: BlobErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'BlobError';
  }
}

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What the disk threw, by name. */
export function asBlobError(error: unknown): BlobError {
  if (error instanceof BlobError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return fullCodes.has(code)
    ? new BlobError('disk-full', 'The disk is full.', { cause: error })
    : new BlobError('could-not-write', 'The disk refused.', { cause: error });
}
