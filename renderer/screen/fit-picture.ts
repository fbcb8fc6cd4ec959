/** A size in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a picture lies on the stage; sizes in CSS pixels. */
export interface FittedPicture {
  readonly picture: Size;
  /** Picture size over video size, e.g. 0.24. */
  readonly scale: number;
  /** Whether what is said of the picture stands beside it or in a row above it. */
  readonly notes: 'beside' | 'above';
}

/** Space around the picture, with room for its corner marks. */
export const pictureMargin = 30;
/** Width kept free for notes beside the picture. */
export const notesWidth = 176;
/** Height of a row of notes above the picture. */
export const notesHeight = 44;

/** The largest picture of the video's shape that the stage holds, with its notes beside it where they fit. */
export function fitPicture(stage: Size, video: Size): FittedPicture {
  const beside = contain(stage, video, pictureMargin);
  if ((stage.width - beside.picture.width) / 2 >= notesWidth) return { ...beside, notes: 'beside' };
  const below = { width: stage.width, height: stage.height - notesHeight };
  return { ...contain(below, video, pictureMargin), notes: 'above' };
}

function contain(stage: Size, video: Size, margin: number): Omit<FittedPicture, 'notes'> {
  if (video.width <= 0 || video.height <= 0) return { picture: { width: 0, height: 0 }, scale: 0 };
  const scale = Math.max(
    0,
    Math.min((stage.width - 2 * margin) / video.width, (stage.height - 2 * margin) / video.height),
  );
  return { picture: { width: video.width * scale, height: video.height * scale }, scale };
}
