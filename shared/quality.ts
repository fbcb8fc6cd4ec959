import { z } from 'zod';

export const qualitySchema = z.enum([
  'automatic',
  'black-and-white',
  'few-colors',
  'more-colors',
  'full-color',
  'video-optimized',
]);
/** What the representative selected under Select Quality. */
export type Quality = z.infer<typeof qualitySchema>;

/** A level with fixed settings; Automatic moves among these. */
export type QualityLevel = Exclude<Quality, 'automatic'>;

/** How a level is made at the sender. */
export interface QualitySettings {
  /** What becomes of colour before encoding: none kept, chroma at a fraction of the size, or all kept. */
  readonly colour: 'luma-only' | 'coarse-chroma' | 'full';
  /** Width and height are multiplied by this. */
  readonly scale: number;
  readonly framesPerSecond: number;
  /** The encoder's ceiling, in bits per second. */
  readonly maxBitrate: number;
  /** What the encoder gives up last where bits are short. */
  readonly keeps: 'resolution' | 'frame-rate' | 'balance';
}

/** Best first: each level costs fewer bits than the one before. Video Optimized stands beside Full Color. */
export const qualityLevels: Readonly<Record<QualityLevel, QualitySettings>> = {
  'full-color': { colour: 'full', scale: 1, framesPerSecond: 30, maxBitrate: 5_000_000, keeps: 'resolution' },
  'video-optimized': {
    colour: 'full',
    scale: 1,
    framesPerSecond: 60,
    maxBitrate: 4_000_000,
    keeps: 'frame-rate',
  },
  'more-colors': { colour: 'full', scale: 1, framesPerSecond: 20, maxBitrate: 1_200_000, keeps: 'balance' },
  'few-colors': {
    colour: 'coarse-chroma',
    scale: 0.75,
    framesPerSecond: 12,
    maxBitrate: 350_000,
    keeps: 'balance',
  },
  'black-and-white': {
    colour: 'luma-only',
    scale: 0.5,
    framesPerSecond: 8,
    maxBitrate: 120_000,
    keeps: 'balance',
  },
};

/** The name on the screen of both sides and in the log. */
export const qualityNames: Readonly<Record<Quality, string>> = {
  automatic: 'Automatic',
  'black-and-white': 'Black and White',
  'few-colors': 'Few Colors',
  'more-colors': 'More Colors',
  'full-color': 'Full Color',
  'video-optimized': 'Video Optimized',
};
