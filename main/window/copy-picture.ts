import { clipboard, nativeImage } from 'electron';

/** Puts a PNG that the console's page has drawn on the clipboard; false for one that Electron cannot read. */
export async function copyPicture(png: Uint8Array): Promise<boolean> {
  // Electron 33 writes an image as such, the newest one as an item, and neither knows the other's way.
  if ('writeImage' in clipboard && typeof clipboard.writeImage === 'function') {
    const picture = nativeImage.createFromBuffer(Buffer.from(png));
    if (picture.isEmpty()) return false;
    clipboard.writeImage(picture);
    return true;
  }
  const { ClipboardItem } = await import('electron');
  const item = new Blob([new Uint8Array(png)], { type: 'image/png' });
  await clipboard.write([new ClipboardItem({ 'image/png': item })]);
  return true;
}
