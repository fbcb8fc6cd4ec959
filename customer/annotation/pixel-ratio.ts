/** Calls `listener` when the screen's device pixels per CSS pixel change, e.g. as a window moves to another screen. Returns its end. */
export function onPixelRatio(listener: () => void): () => void {
  let query: MediaQueryList | undefined;
  const changed = (): void => {
    follow();
    listener();
  };
  // A query is about one ratio, so each change needs the next one.
  const follow = (): void => {
    query?.removeEventListener('change', changed);
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', changed);
  };
  follow();
  // Some browsers tell of a zoomed page in this way only.
  window.addEventListener('resize', changed);
  return () => {
    query?.removeEventListener('change', changed);
    window.removeEventListener('resize', changed);
  };
}
