/** The built page's files, as paths on the site, and a name for just these; both are put in by the build. */
declare const builtFiles: readonly string[];
declare const builtVersion: string;

/** Something the browser waits for; the types at hand know pages only. */
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface AskingEvent extends WaitingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerScope {
  readonly location: Location;
  readonly caches: CacheStorage;
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: WaitingEvent) => void): void;
  addEventListener(kind: 'fetch', listener: (event: AskingEvent) => void): void;
}

const scope = self as unknown as WorkerScope;
const cacheName = `sightline-${builtVersion}`;
const files: ReadonlySet<string> = new Set(builtFiles);

// Keeps the page itself, so that its files can be viewed while the site is away. Nothing the site says is ever kept.
scope.addEventListener('install', (event) => {
  event.waitUntil(
    scope.caches
      .open(cacheName)
      .then((cache) => cache.addAll([...files]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    scope.caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== cacheName).map((name) => scope.caches.delete(name))),
      ),
  );
});

scope.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.location.origin || !files.has(pathname)) return;
  event.respondWith(pathname === '/' ? newest(event.request) : kept(event.request));
});

/** The page as the site has it now, else as it was kept. */
async function newest(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const answer = await scope.caches.match('/');
    if (answer === undefined) throw error;
    return answer;
  }
}

/** A file whose name changes with its content: the one that was kept is the right one. */
async function kept(request: Request): Promise<Response> {
  return (await scope.caches.match(request)) ?? fetch(request);
}
