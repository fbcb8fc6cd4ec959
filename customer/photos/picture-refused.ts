/** Why a chosen file is not shown. */
export type PictureProblem =
  | 'too-large'
  | 'too-wide'
  | 'not-a-picture'
  | 'cannot-open-heic'
  | 'cannot-open'
  | 'cannot-read';

/** A chosen file that cannot be shown, and why. */
export class PictureRefusedError extends Error {
  constructor(readonly problem: PictureProblem) {
    super(`The picture cannot be shown: ${problem}`);
    this.name = 'PictureRefusedError';
  }
}
