/** Bounds on files, their names and their transfers; breaking one gives a named refusal. */
export const fileLimits = {
  /** Bytes of a file's name in UTF-8; as UTF-16 units, composed or decomposed, it has at most as many. */
  nameBytes: 255,
  /** Characters of a name as the other side may spell it, before it is checked. */
  rawNameCharacters: 1024,
  /** Bytes of a path inside a folder, in UTF-8. */
  pathBytes: 800,
  /** Names in a path inside a folder. */
  pathDepth: 32,
  /** Bytes of one file: 1 TiB. */
  fileBytes: 2 ** 40,
  /** Chunks begin and end at multiples of this many bytes, but for a file's end. */
  grainBytes: 64 * 1024,
  /** Bytes of one chunk: what a kill between arrival and disk loses. */
  chunkBytes: 512 * 1024,
  /** Bytes a sender may be ahead of what the receiver has on disk. */
  creditBytes: 4 * 1024 * 1024,
  /** Times one chunk may arrive damaged, in a row, before the transfer fails. */
  damagedInARow: 3,
  /** Silences in a row before a transfer fails with `no-answer`. */
  silencesInARow: 12,
  /** Files in one queue. */
  filesPerQueue: 20_000,
  /** Entries of a folder in one `folder-listed`. */
  entriesPerPage: 500,
  /** Paths in one `delete-entries`. */
  pathsPerRequest: 500,
  /** Bytes of one JSON record on the file road. */
  recordMessageBytes: 512 * 1024,
  /** Bytes of one `PUT` on the file road. */
  upBodyBytes: 4 * 1024 * 1024,
  /** `PUT`s of one file road that may be on their way at once. */
  upBodiesAtOnce: 2,
  /** Transfers under way at once, over both directions. */
  transfersAtOnce: 4,
} as const;
