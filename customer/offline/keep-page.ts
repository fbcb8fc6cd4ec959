import { useEffect, useState } from 'react';

/** Undefined in browsers without service workers. */
const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;

/**
 * Keeps the page on this device, so that the customer's files can be viewed while the site is away. Browsers refuse it
 * where the site's certificate is not trusted; then the page needs the site.
 */
export function keepPageForOffline(): void {
  workers?.register('/service-worker.js').catch(() => undefined);
}

/** Whether the page is kept on this device; false until that is known. */
export function usePageIsKept(): boolean {
  const [isKept, setIsKept] = useState(false);
  useEffect(() => {
    let isOver = false;
    // Never settles where there is none.
    void workers?.ready.then(
      () => {
        if (!isOver) setIsKept(true);
      },
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, []);
  return isKept;
}
