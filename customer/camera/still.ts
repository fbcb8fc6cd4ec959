/** How long a camera may take for a photo of its own before a frame of the picture is taken, in milliseconds. */
const photoWithinMs = 2_500;
const jpegQuality = 0.94;

interface PhotoTaker {
  takePhoto(): Promise<Blob>;
}

type PhotoTakerMaker = new (track: MediaStreamTrack) => PhotoTaker;

/**
 * Returns a high-resolution JPEG of what the camera sees: its own photo where it takes one, else a frame at full
 * size. Rejects where neither works.
 */
export async function takeStill(track: MediaStreamTrack): Promise<Blob> {
  const photo = await takePhoto(track).catch(() => undefined);
  if (photo !== undefined && photo.size > 0 && photo.type === 'image/jpeg') return photo;
  return grabFrame(track);
}

async function takePhoto(track: MediaStreamTrack): Promise<Blob | undefined> {
  const { ImageCapture: Maker } = globalThis as { readonly ImageCapture?: PhotoTakerMaker };
  if (Maker === undefined) return undefined;
  let timer = 0;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = window.setTimeout(() => resolve(undefined), photoWithinMs);
  });
  const photo = new Maker(track).takePhoto();
  photo.catch(() => undefined);
  try {
    return await Promise.race([photo, tooLate]);
  } finally {
    window.clearTimeout(timer);
  }
}

async function grabFrame(track: MediaStreamTrack): Promise<Blob> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d', { alpha: false })?.drawImage(video, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/jpeg', jpegQuality),
    );
    if (blob === null) throw new DOMException('The frame could not be encoded.', 'EncodingError');
    return blob;
  } finally {
    video.srcObject = null;
  }
}
