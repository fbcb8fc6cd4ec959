/** The time of the scenes, which a driver may speed up, slow down or halt. */
export interface Motion {
  /** Scene time, in seconds since the start. */
  readonly seconds: () => number;
  readonly speed: () => number;
  /** Sets how fast the scenes move: 1 as in life, 0 not at all. Throws a RangeError below 0 or above 10. */
  readonly setSpeed: (speed: number) => void;
}

/** A scene clock over `now`, which tells milliseconds. */
export function createMotion(now: () => number): Motion {
  let speed = 1;
  let since = now();
  let before = 0;
  const seconds = () => before + ((now() - since) / 1000) * speed;
  return {
    seconds,
    speed: () => speed,
    setSpeed: (next) => {
      if (!(next >= 0 && next <= 10)) throw new RangeError('The speed of motion is a number from 0 to 10.');
      before = seconds();
      since = now();
      speed = next;
    },
  };
}
