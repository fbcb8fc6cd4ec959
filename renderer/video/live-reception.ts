import type { ActiveSession } from '../../shared/session/session-state';
import type { Reception } from './video-receiver';

/** A reception that has, or had, a picture. */
export type LiveReception = Exclude<Reception, { kind: 'idle' }> & { readonly stream: MediaStream };

/** The reception whose picture is that of the live pane; a connection that ended before the pane began is not. */
export function liveReception(pane: ActiveSession['pane'], reception: Reception): LiveReception | null {
  if (pane.kind !== 'live' || reception.kind === 'idle') return null;
  const { stream } = reception;
  if (stream === null) return null;
  if ((reception.kind === 'failed' || reception.kind === 'closed') && reception.at < pane.at) return null;
  return { ...reception, stream };
}
