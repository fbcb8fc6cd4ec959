declare global {
  interface Window {
    moveClock?: (milliseconds: number) => void;
  }
}

/** Runs in a page before its own scripts: its clock is `ahead` milliseconds of the computer's, and can be moved. */
export function movablePage(ahead: number): void {
  const RealDate = Date;
  let moved = ahead;
  window.Date = new Proxy(RealDate, {
    construct: (target, parts: [], newTarget) =>
      Reflect.construct(target, parts.length === 0 ? [RealDate.now() + moved] : parts, newTarget) as Date,
    get: (target, name, receiver) =>
      name === 'now' ? () => RealDate.now() + moved : (Reflect.get(target, name, receiver) as unknown),
  });
  window.moveClock = (milliseconds) => {
    moved += milliseconds;
  };
}
