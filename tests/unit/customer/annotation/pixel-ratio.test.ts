import { afterEach, expect, test, vi } from 'vitest';
import { onPixelRatio } from '../../../../customer/annotation/pixel-ratio';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('each change of the ratio is told, also after the first, and none once it has ended', () => {
  const page = Object.assign(new EventTarget(), { devicePixelRatio: 1 });
  const queries = new Map<string, EventTarget>();
  const matchMedia = (query: string): EventTarget => {
    const found = queries.get(query) ?? new EventTarget();
    queries.set(query, found);
    return found;
  };
  vi.stubGlobal('window', Object.assign(page, { matchMedia }));
  const changesTo = (ratio: number): void => {
    const before = queries.get(`(resolution: ${page.devicePixelRatio}dppx)`);
    page.devicePixelRatio = ratio;
    before?.dispatchEvent(new Event('change'));
  };
  const told = vi.fn();
  const stop = onPixelRatio(told);
  changesTo(2);
  changesTo(1);
  changesTo(3);
  expect(told).toHaveBeenCalledTimes(3);
  page.dispatchEvent(new Event('resize'));
  expect(told).toHaveBeenCalledTimes(4);
  stop();
  changesTo(2);
  page.dispatchEvent(new Event('resize'));
  expect(told).toHaveBeenCalledTimes(4);
});
