import { clipboard, nativeImage } from 'electron';

/** Puts a PNG or JPEG on the clipboard; false for a type that Electron cannot read. */
export async function copyPicture(bytes: Buffer): Promise<boolean> {
  const picture = nativeImage.createFromBuffer(bytes);
  if (picture.isEmpty()) return false;
  // Electron 33 writes an image as such, the newest one as an item, and neither knows the other's way.
  if ('writeImage' in clipboard && typeof clipboard.writeImage === 'function') {
    clipboard.writeImage(picture);
    return true;
  }
  const { ClipboardItem } = await import('electron');
  const png = new Blob([new Uint8Array(picture.toPNG())], { type: 'image/png' });
  await clipboard.write([new ClipboardItem({ 'image/png': png })]);
  return true;
}
