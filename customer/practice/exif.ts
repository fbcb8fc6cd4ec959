/** What a photo's EXIF segment says. */
export interface PhotoDetails {
  readonly make: string;
  readonly model: string;
  /** EXIF orientation: 1 upright, 6 to be turned a quarter clockwise for showing. */
  readonly orientation: 1 | 3 | 6 | 8;
  readonly takenAt: Date;
  /** Degrees, north and east positive. */
  readonly latitude: number;
  readonly longitude: number;
}

type Rational = readonly [numerator: number, denominator: number];

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: readonly number[];
}

const short = (value: number) => [(value >>> 8) & 0xff, value & 0xff];
const long = (value: number) => [
  (value >>> 24) & 0xff,
  (value >>> 16) & 0xff,
  (value >>> 8) & 0xff,
  value & 0xff,
];
/** EXIF texts are ASCII: anything else becomes a question mark. */
const ascii = (text: string) =>
  [...text].map((character) => (character.charCodeAt(0) < 128 ? character.charCodeAt(0) : 63));

const textEntry = (tag: number, text: string): Entry => {
  const bytes = [...ascii(text), 0];
  return { tag, type: 2, count: bytes.length, bytes };
};
const byteEntry = (tag: number, bytes: readonly number[]): Entry => ({
  tag,
  type: 1,
  count: bytes.length,
  bytes,
});
const shortEntry = (tag: number, value: number): Entry => ({ tag, type: 3, count: 1, bytes: short(value) });
const longEntry = (tag: number, value: number): Entry => ({ tag, type: 4, count: 1, bytes: long(value) });
const rationalEntry = (tag: number, values: readonly Rational[]): Entry => ({
  tag,
  type: 5,
  count: values.length,
  bytes: values.flatMap(([numerator, denominator]) => [...long(numerator), ...long(denominator)]),
});

/** A directory laid out at `offset` from the TIFF header: its entries, then the values longer than four bytes. */
function directory(entries: readonly Entry[], offset: number): number[] {
  const table: number[] = short(entries.length);
  const values: number[] = [];
  const valuesAt = offset + 2 + entries.length * 12 + 4;
  for (const { tag, type, count, bytes } of [...entries].sort((a, b) => a.tag - b.tag)) {
    table.push(...short(tag), ...short(type), ...long(count));
    if (bytes.length <= 4) table.push(...bytes, ...Array(4 - bytes.length).fill(0));
    else {
      table.push(...long(valuesAt + values.length));
      values.push(...bytes, ...(bytes.length % 2 ? [0] : []));
    }
  }
  return [...table, ...long(0), ...values];
}

const two = (value: number) => String(value).padStart(2, '0');

/** A local time as EXIF writes it, "2026:03:14 10:41:07". */
export function exifTime(time: Date): string {
  const day = `${time.getFullYear()}:${two(time.getMonth() + 1)}:${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** Degrees, minutes and hundredths of seconds of an angle without its sign. */
function degrees(angle: number): readonly Rational[] {
  const hundredths = Math.round(Math.abs(angle) * 360_000);
  return [
    [Math.floor(hundredths / 360_000), 1],
    [Math.floor(hundredths / 6_000) % 60, 1],
    [hundredths % 6_000, 100],
  ];
}

/** A whole APP1 segment with the details, from its marker on. */
export function exifSegment(details: PhotoDetails): Uint8Array<ArrayBuffer> {
  const time = exifTime(details.takenAt);
  const main = (exifAt: number, gpsAt: number) =>
    directory(
      [
        textEntry(0x010f, details.make),
        textEntry(0x0110, details.model),
        shortEntry(0x0112, details.orientation),
        textEntry(0x0132, time),
        longEntry(0x8769, exifAt),
        longEntry(0x8825, gpsAt),
      ],
      8,
    );
  const exifAt = 8 + main(0, 0).length;
  const exif = directory([textEntry(0x9003, time)], exifAt);
  const gpsAt = exifAt + exif.length;
  const gps = directory(
    [
      byteEntry(0x0000, [2, 3, 0, 0]),
      textEntry(0x0001, details.latitude < 0 ? 'S' : 'N'),
      rationalEntry(0x0002, degrees(details.latitude)),
      textEntry(0x0003, details.longitude < 0 ? 'W' : 'E'),
      rationalEntry(0x0004, degrees(details.longitude)),
    ],
    gpsAt,
  );
  const tiff = [...ascii('MM'), ...short(42), ...long(8), ...main(exifAt, gpsAt), ...exif, ...gps];
  const body = [...ascii('Exif'), 0, 0, ...tiff];
  return Uint8Array.from([0xff, 0xe1, ...short(body.length + 2), ...body]);
}

/** The JPEG with the EXIF segment first, in place of a JFIF header. Throws a RangeError where it is no JPEG. */
export function withExif(jpeg: Uint8Array, details: PhotoDetails): Uint8Array<ArrayBuffer> {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new RangeError('These bytes are not a JPEG picture.');
  const hasJfif = jpeg[2] === 0xff && jpeg[3] === 0xe0;
  const rest = hasJfif ? 4 + (jpeg[4] ?? 0) * 256 + (jpeg[5] ?? 0) : 2;
  const segment = exifSegment(details);
  const result = new Uint8Array(2 + segment.length + jpeg.length - rest);
  result.set([0xff, 0xd8]);
  result.set(segment, 2);
  result.set(jpeg.subarray(rest), 2 + segment.length);
  return result;
}
