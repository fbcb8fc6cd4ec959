/** The phone's screen in points: 390 × 844 upright. */
export interface PhoneView {
  readonly width: number;
  readonly height: number;
  readonly landscape: boolean;
  readonly seconds: number;
  readonly now: Date;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Points kept free at the bottom edge, where the timecode strip lies. */
export const stripPoints = (view: PhoneView): number => view.width / 48;
