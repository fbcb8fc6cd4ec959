import { type PhotoDetails, withExif } from './exif';
import { paintFront } from './scene/front-camera';
import { paintRear } from './scene/rear-camera';

interface SamplePhoto {
  readonly name: string;
  /** Pixels as stored, before the orientation turns them. */
  readonly width: number;
  readonly height: number;
  readonly details: PhotoDetails;
  readonly paint: (context: CanvasRenderingContext2D, width: number, height: number) => void;
}

/** Open water in the South Atlantic: nobody's home. */
const ocean = { latitude: -33.4052, longitude: -18.1236 } as const;
const phone = { make: 'Sightline', model: 'Simulated phone' } as const;

const photos: readonly SamplePhoto[] = [
  {
    name: 'IMG_2041.JPG',
    width: 4032,
    height: 3024,
    details: { ...phone, ...ocean, orientation: 1, takenAt: new Date(2026, 2, 14, 10, 41, 7) },
    paint: (context, width, height) =>
      paintRear(context, { width, height, seconds: 2, zoom: 1, torch: true }),
  },
  {
    name: 'IMG_2042.JPG',
    width: 2016,
    height: 1512,
    details: { ...phone, ...ocean, orientation: 6, takenAt: new Date(2026, 2, 14, 10, 41, 58) },
    paint: (context, width, height) => {
      // Stored lying on its left side, as phones held upright do; orientation 6 says so.
      context.translate(0, height);
      context.rotate(-Math.PI / 2);
      paintFront(context, { width: height, height: width, seconds: 3, zoom: 1 });
    },
  },
  {
    name: 'IMG_2043.JPG',
    width: 1600,
    height: 1200,
    details: { ...phone, ...ocean, orientation: 1, takenAt: new Date(2026, 2, 14, 10, 43, 20) },
    paint: (context, width, height) =>
      paintRear(context, { width, height, seconds: 13, zoom: 5, torch: true }),
  },
];

async function takePhoto({ name, width, height, details, paint }: SamplePhoto): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new DOMException('The canvas gives no picture.', 'NotReadableError');
  paint(context, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.88));
  // A canvas of twelve megapixels is not left to the garbage collector.
  canvas.width = 0;
  if (!blob) throw new DOMException('The photo could not be encoded.', 'EncodingError');
  const jpeg = withExif(new Uint8Array(await blob.arrayBuffer()), details);
  return new File([jpeg], name, { type: 'image/jpeg', lastModified: details.takenAt.getTime() });
}

/** Takes the phone's photos one after another; the first has twelve megapixels. */
export async function samplePhotos(): Promise<readonly File[]> {
  const taken: File[] = [];
  for (const photo of photos) taken.push(await takePhoto(photo));
  return taken;
}
