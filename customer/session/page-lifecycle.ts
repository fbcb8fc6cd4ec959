import type { SessionClient } from './session-client';

/** Tells the session when the page is put in the background or comes back, and reconnects at once then. Returns its end. */
export function followPage(client: SessionClient): () => void {
  const visibilityChanged = (): void => {
    const visible = document.visibilityState === 'visible';
    const state = client.getState();
    if (state.kind === 'in-session' && state.state !== null)
      client.command({ kind: 'report-visibility', visible });
    if (visible) client.start();
  };
  const online = (): void => client.start();
  document.addEventListener('visibilitychange', visibilityChanged);
  window.addEventListener('online', online);
  window.addEventListener('pageshow', online);
  return () => {
    document.removeEventListener('visibilitychange', visibilityChanged);
    window.removeEventListener('online', online);
    window.removeEventListener('pageshow', online);
  };
}
