/** Where one plane of a picture stands in its bytes. */
export interface Plane {
  readonly offset: number;
  /** Bytes from one line to the next. */
  readonly stride: number;
  /** Samples across and lines down. */
  readonly width: number;
  readonly height: number;
  /** Bytes from one sample to the next: 2 where U and V take turns. */
  readonly step: 1 | 2;
}

/** The side of a block of chroma samples that share one colour in a coarse picture. */
export const coarseBlock = 4;

/** The chroma planes of a picture in I420 or NV12, with chroma at half its size both ways. */
export function chromaPlanes(
  format: 'I420' | 'NV12',
  codedWidth: number,
  codedHeight: number,
  layout: readonly { readonly offset: number; readonly stride: number }[],
): readonly Plane[] {
  const width = Math.ceil(codedWidth / 2);
  const height = Math.ceil(codedHeight / 2);
  const [, first, second] = layout;
  if (first === undefined) return [];
  if (format === 'NV12') {
    return [
      { ...first, width, height, step: 2 },
      { ...first, offset: first.offset + 1, width, height, step: 2 },
    ];
  }
  return second === undefined
    ? []
    : [
        { ...first, width, height, step: 1 },
        { ...second, width, height, step: 1 },
      ];
}

/** Takes the colour out of a chroma plane. */
export function makeNeutral(bytes: Uint8Array, { offset, stride, width, height, step }: Plane): void {
  for (let line = 0; line < height; line += 1) {
    const start = offset + line * stride;
    if (step === 1) bytes.fill(128, start, start + width);
    else for (let at = start; at < start + width * 2; at += 2) bytes[at] = 128;
  }
}

/** Gives each block of samples the average of the block. */
export function makeCoarse(bytes: Uint8Array, { offset, stride, width, height, step }: Plane): void {
  for (let top = 0; top < height; top += coarseBlock) {
    const lines = Math.min(coarseBlock, height - top);
    for (let left = 0; left < width; left += coarseBlock) {
      const across = Math.min(coarseBlock, width - left) * step;
      const start = offset + top * stride + left * step;
      let sum = 0;
      let count = 0;
      for (let line = 0; line < lines; line += 1) {
        for (let at = start + line * stride; at < start + line * stride + across; at += step) {
          sum += bytes[at] ?? 0;
          count += 1;
        }
      }
      const average = Math.round(sum / count);
      for (let line = 0; line < lines; line += 1) {
        for (let at = start + line * stride; at < start + line * stride + across; at += step)
          bytes[at] = average;
      }
    }
  }
}
