import { limits } from '../../shared/limits';
import type { PhotoProblem } from './photo-controller';

const megabytes = Math.floor(limits.pictureBytes / 1_048_576);

/** What happened to a picture, and what the customer can do. */
export const pictureProblem: Readonly<Record<PhotoProblem, string>> = {
  'too-large': `This picture is larger than ${megabytes} MB. Choose a smaller one, or take a screenshot of it and choose that.`,
  'too-wide': 'This picture has too many pixels on one side. Take a screenshot of it and choose that.',
  'too-many-pixels':
    'This picture has more pixels than can be shown. Take a screenshot of it and choose that.',
  'not-a-picture': 'This file is no picture. Choose a photo or a screenshot.',
  'cannot-open-heic':
    'This photo is saved as HEIC, which this browser cannot open. Take a screenshot of it and choose that, or open this page in Safari.',
  'cannot-open': 'This browser cannot open that picture. Take a screenshot of it and choose that.',
  'cannot-read':
    'The picture could not be read. It may still be on its way from the cloud: open it in Photos once, then choose it again.',
  refused: 'The picture was not taken. It is still on your phone; try again.',
  'wrong-type':
    'The picture was not taken, as its format is not known. Take a screenshot of it and choose that.',
  'too-many': 'Other pictures are still on their way. Try again in a moment.',
  'no-space': 'Your representative’s computer has no space left for it. Tell them in the chat.',
  'no-connection': 'The connection was lost before the picture arrived. Try again when it is back.',
  stopped: 'The picture was stopped on its way. Nothing of it is shown.',
};
