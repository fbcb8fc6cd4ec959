import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PictureRefusedError } from '../../../../customer/photos/picture-refused';
import { isHeicFile, nameOf, readPicture, sentSize } from '../../../../customer/photos/read-picture';
import { limits } from '../../../../shared/limits';

test.each([
  ['IMG_2041.JPG', 'IMG_2041.JPG'],
  ['IMG_2041.HEIC', 'IMG_2041.jpg'],
  ['C:\\fakepath\\a.jpeg', 'a.jpeg'],
  ['../../etc/passwd', 'passwd.jpg'],
  ['', 'Picture.jpg'],
])('names "%s" %s', (given, expected) => {
  expect(nameOf(given, 'image/jpeg')).toBe(expected);
});

test('never makes a name longer than a message may carry', () => {
  const name = nameOf('x'.repeat(5_000), 'image/png');
  expect(name.length).toBeLessThanOrEqual(limits.fileNameCharacters);
  expect(name.endsWith('.png')).toBe(true);
});

test('knows HEIC by its first bytes', () => {
  const file = (brand: string) =>
    Uint8Array.from(`\0\0\0\x18ftyp${brand}\0`, (letter) => letter.charCodeAt(0));
  expect(isHeicFile(file('heic'))).toBe(true);
  expect(isHeicFile(file('mif1'))).toBe(true);
  expect(isHeicFile(file('isom'))).toBe(false);
});

test('refuses what is too large before it reads it, and what is no picture', async () => {
  const large = new File([], 'large.jpg', { type: 'image/jpeg' });
  Object.defineProperty(large, 'size', { value: limits.pictureBytes + 1 });
  await expect(readPicture(large)).rejects.toEqual(new PictureRefusedError('too-large'));
  const text = new File(['hello'], 'hello.txt', { type: 'text/plain' });
  await expect(readPicture(text)).rejects.toEqual(new PictureRefusedError('not-a-picture'));
});

test('a picture of more pixels than the console takes is scaled down, and no other', () => {
  expect(sentSize(8_000, 6_000)).toEqual({ width: 8_000, height: 6_000 });
  expect(sentSize(12_000, 9_000)).toEqual({ width: 4_618, height: 3_464 });
  const side = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const sent = sentSize(width, height);
      expect(sent.width * sent.height).toBeLessThanOrEqual(limits.picturePixels);
      expect(Math.min(sent.width, sent.height)).toBeGreaterThan(0);
    }),
  );
});
