import { blobAddress, type Blob as KeptBlob } from '../../shared/blob';
import type { Request } from '../ipc/request';
import { ToldError } from '../kit/told-error';
import { encodePng } from './shown-picture';

/** Copies a picture that this page has drawn as PNG. @throws RequestRefusedError */
export async function copyPng(request: Request, png: Blob): Promise<void> {
  await request('copy-picture', { png: new Uint8Array(await png.arrayBuffer()) });
}

/** Copies a kept picture, whatever its type, as this page draws it. @throws ToldError where it cannot be drawn. */
export async function copyKept(
  request: Request,
  sessionId: string,
  blob: Pick<KeptBlob, 'hash'>,
): Promise<void> {
  const image = new Image();
  image.src = blobAddress(sessionId, blob);
  const png = await image
    .decode()
    .then(() => encodePng({ element: image, width: image.naturalWidth, height: image.naturalHeight }))
    .catch(() => {
      throw new ToldError('This picture cannot be drawn. Save it as a file instead.');
    });
  await copyPng(request, png);
}
