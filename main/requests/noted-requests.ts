import type { RequestHandlers } from '../ipc/request-server';

/** Notes each request that takes a session out or away, or changes how the site is reached, once it is carried out. */
export function notedRequests(handlers: RequestHandlers, note: (what: string) => void): RequestHandlers {
  const noted =
    <Arguments, Result>(what: string, handle: (args: Arguments) => Result) =>
    async (args: Arguments): Promise<Awaited<Result>> => {
      const result = await handle(args);
      note(what);
      return result;
    };
  return {
    ...handlers,
    'delete-session': noted('session-deleted', handlers['delete-session']),
    'export-transcript': noted('transcript-exported', handlers['export-transcript']),
    'save-blob': noted('picture-exported', handlers['save-blob']),
    'change-settings': noted('settings-changed', handlers['change-settings']),
    'import-certificate': noted('certificate-imported', handlers['import-certificate']),
    'remove-imported-certificate': noted('certificate-removed', handlers['remove-imported-certificate']),
  };
}
