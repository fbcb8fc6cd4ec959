import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { join } from '../../../../customer/photos/join-bytes';
import { pictureTypeOf, stripExif } from '../../../../customer/photos/strip-exif';
import { orientationOf } from '../../../../customer/photos/strip-jpeg';
import { exifSegment } from '../../../../customer/practice/exif';

type Bytes = Uint8Array<ArrayBuffer>;
const bytes = (...values: number[]): Bytes => Uint8Array.from(values);
const ascii = (text: string): Bytes => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Whether `part` stands anywhere in `whole`. */
function holds(whole: Uint8Array, part: Uint8Array): boolean {
  return Buffer.from(whole).indexOf(Buffer.from(part)) !== -1;
}

const segment = (marker: number, content: Uint8Array): Bytes =>
  join([bytes(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff), content]);
const exif = (orientation: 1 | 3 | 6 | 8): Bytes =>
  exifSegment({
    make: 'Maker',
    model: 'Model',
    orientation,
    takenAt: new Date(2026, 2, 4, 9, 5, 7),
    latitude: -33.4052,
    longitude: -18.1236,
  });

const secret = 'GPS-33.4052';
const profile = segment(0xe2, join([ascii('ICC_PROFILE\0'), ascii('colours of the picture')]));
const tables = join([segment(0xdb, new Uint8Array(65)), segment(0xc0, new Uint8Array(15))]);
const end = bytes(0xff, 0xd9);

/** A JPEG's parts in their order, coded data without markers among them. */
const jpegArbitrary = fc.record({
  orientation: fc.constantFrom<1 | 3 | 6 | 8>(1, 3, 6, 8),
  secrets: fc.subarray([
    segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${secret}`)),
    segment(0xed, ascii(`Photoshop 3.0\0${secret}`)),
    segment(0xe2, ascii(`MPF\0${secret}`)),
    segment(0xfe, ascii(secret)),
    segment(0xe5, ascii(secret)),
  ]),
  coded: fc.uint8Array({ minLength: 1, maxLength: 400 }).map((data) =>
    // As encoders do: a 255 in the data is followed by a stuffed zero.
    Uint8Array.from([...data].flatMap((value) => (value === 0xff ? [0xff, 0] : [value]))),
  ),
  scans: fc.integer({ min: 1, max: 3 }),
  trailer: fc.constantFrom(ascii(''), ascii(secret), join([bytes(0xff, 0xd8), exif(1), end])),
});

describe('a JPEG', () => {
  test('keeps its picture, colours and orientation, and loses everything else', () => {
    fc.assert(
      fc.property(jpegArbitrary, ({ orientation, secrets, coded, scans, trailer }) => {
        const scan = join([segment(0xda, new Uint8Array(10)), coded]);
        const picture = join([profile, tables, ...Array.from({ length: scans }, () => scan), end]);
        const whole = join([bytes(0xff, 0xd8), exif(orientation), ...secrets, picture, trailer]);
        const stripped = stripExif(whole, 'image/jpeg');
        if (stripped === null) throw new Error('the picture was refused');
        expect(holds(stripped, picture)).toBe(true);
        expect(holds(stripped, ascii(secret))).toBe(false);
        expect(holds(stripped, ascii('Maker'))).toBe(false);
        const turned = stripped.subarray(2, stripped.length - picture.length);
        expect(turned.length === 0 ? 1 : orientationOf(turned)).toBe(orientation);
        expect(stripExif(stripped, 'image/jpeg')).toEqual(stripped);
      }),
    );
  });

  test('is refused where it breaks off, so that it is painted anew instead', () => {
    const whole = join([
      bytes(0xff, 0xd8),
      exif(6),
      tables,
      segment(0xda, new Uint8Array(10)),
      bytes(1, 2, 3),
      end,
    ]);
    for (let length = 2; length < whole.length; length += 1) {
      expect(stripExif(whole.slice(0, length), 'image/jpeg')).toBeNull();
    }
  });

  test('keeps restarts within its coded data', () => {
    const coded = bytes(1, 0xff, 0xd0, 2, 0xff, 0, 3, 0xff, 0xd7, 4);
    const whole = join([bytes(0xff, 0xd8), tables, segment(0xda, new Uint8Array(10)), coded, end]);
    expect(stripExif(whole, 'image/jpeg')).toEqual(whole);
  });
});

const pngStart = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const pngChunk = (name: string, content: Uint8Array): Bytes => {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, content.length);
  return join([length, ascii(name), content, bytes(1, 2, 3, 4)]);
};

describe('a PNG', () => {
  test('keeps its picture and colours and loses EXIF, texts, times and what follows its end', () => {
    const kept = ['IHDR', 'iCCP', 'PLTE', 'tRNS', 'IDAT', 'acTL', 'fdAT'];
    const lost = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt'];
    const chunks = fc.array(fc.tuple(fc.constantFrom(...kept, ...lost), fc.uint8Array({ maxLength: 40 })));
    fc.assert(
      fc.property(chunks, (named) => {
        const made = named.map(([name, content]) => ({ name, chunk: pngChunk(name, content) }));
        const finish = pngChunk('IEND', new Uint8Array());
        const whole = join([pngStart, ...made.map(({ chunk }) => chunk), finish, ascii(secret)]);
        const expected = made.filter(({ name }) => kept.includes(name)).map(({ chunk }) => chunk);
        expect(stripExif(whole, 'image/png')).toEqual(join([pngStart, ...expected, finish]));
      }),
    );
  });

  test('is refused without its end', () => {
    expect(stripExif(join([pngStart, pngChunk('IDAT', bytes(1))]), 'image/png')).toBeNull();
    expect(stripExif(join([pngStart, bytes(0xff, 0xff, 0xff, 0xff), ascii('IDAT')]), 'image/png')).toBeNull();
  });
});

const webpChunk = (name: string, content: Uint8Array): Bytes => {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, content.length, true);
  return join([ascii(name), length, content, new Uint8Array(content.length % 2)]);
};
const webp = (...chunks: Uint8Array[]): Bytes => {
  const content = join(chunks);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, content.length + 4, true);
  return join([ascii('RIFF'), length, ascii('WEBP'), content]);
};

test('a WebP loses EXIF and XMP, and no longer announces them', () => {
  const header = (flags: number): Bytes => webpChunk('VP8X', bytes(flags, 0, 0, 0, 9, 0, 0, 9, 0, 0));
  const picture = webpChunk('VP8L', bytes(1, 2, 3));
  const whole = webp(
    header(0x3c),
    webpChunk('EXIF', ascii(secret)),
    picture,
    webpChunk('XMP ', ascii(secret)),
  );
  expect(stripExif(whole, 'image/webp')).toEqual(webp(header(0x30), picture));
});

test('a GIF loses comments and XMP, and keeps its movement', () => {
  const start = join([ascii('GIF89a'), bytes(1, 0, 1, 0, 0x80, 0, 0), bytes(0, 0, 0, 255, 255, 255)]);
  const movement = join([bytes(0x21, 0xff, 11), ascii('NETSCAPE2.0'), bytes(3, 1, 0, 0, 0)]);
  const control = bytes(0x21, 0xf9, 4, 0, 10, 0, 0, 0);
  const image = bytes(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0);
  const comment = join([bytes(0x21, 0xfe, secret.length), ascii(secret), bytes(0)]);
  const xmp = join([
    bytes(0x21, 0xff, 11),
    ascii('XMP DataXMP'),
    bytes(secret.length),
    ascii(secret),
    bytes(0),
  ]);
  const whole = join([start, comment, movement, xmp, control, image, bytes(0x3b), ascii(secret)]);
  expect(stripExif(whole, 'image/gif')).toEqual(join([start, movement, control, image, bytes(0x3b)]));
});

test('no bytes make it throw, and none but pictures have a type', () => {
  const starts = [
    pngStart,
    bytes(0xff, 0xd8, 0xff),
    ascii('GIF89a'),
    join([ascii('RIFF'), bytes(9, 0, 0, 0), ascii('WEBP')]),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      const whole = join([start, rest]);
      const type = pictureTypeOf(whole);
      if (type === null) throw new Error('no type');
      stripExif(whole, type);
    }),
  );
  expect(pictureTypeOf(ascii('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
});
