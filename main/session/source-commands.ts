import { type LivePane, sharingIsAllowed } from '../../shared/session/pane';
import type { SourceCapabilities } from '../../shared/session/session-event';
import type { ActiveSession } from '../../shared/session/session-state';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import { event, nothing, refused, type Verdict } from './verdict';

/** What a customer does to the live picture. */
export type SourceCommand = Extract<
  CustomerCommand,
  {
    kind:
      | 'start-source'
      | 'stop-source'
      | 'report-source-failure'
      | 'change-camera'
      | 'pause-sharing'
      | 'resume-sharing';
  }
>;

/** Decides what a command does to the live picture: allowed only as far as the source declared; pure. */
export function verdictOnSourceCommand(state: ActiveSession, command: SourceCommand): Verdict {
  const { pane } = state;
  switch (command.kind) {
    case 'start-source': {
      if (!sharingIsAllowed(pane)) return refused('Sharing has not been allowed.');
      // Nothing may be seen until a photo is shown or its tab is left, whatever else was under way.
      if (pane.kind === 'hidden') return refused('A photo is being chosen; open another tab first.');
      const { source, facing, method, capabilities } = command;
      if ((source === 'camera') !== (method === 'camera')) {
        return refused(`A ${source} is not captured by ${method}.`);
      }
      if (!isOrdered(capabilities)) return refused('The least zoom is greater than the most.');
      return event({ kind: 'source-started', source, facing, method, capabilities });
    }
    case 'stop-source': {
      const shown = pane.kind === 'paused' ? pane.resumes : pane;
      return shown.kind === 'live' && shown.source === command.source
        ? event({ kind: 'source-stopped', source: command.source })
        : nothing;
    }
    case 'report-source-failure':
      // A failure that comes late must not show anything in place of what is hidden.
      return sharingIsAllowed(pane) && pane.kind !== 'hidden'
        ? event({ kind: 'source-failed', source: command.source, failure: command.failure })
        : nothing;
    case 'change-camera':
      return pane.kind === 'live' && pane.source === 'camera' ? cameraChange(pane, command) : nothing;
    case 'pause-sharing':
      if (pane.kind !== 'live') return nothing;
      return pane.capabilities.pause
        ? event({ kind: 'sharing-paused' })
        : refused('What is shown declared that it cannot be paused.');
    case 'resume-sharing':
      return pane.kind === 'paused' ? event({ kind: 'sharing-resumed' }) : nothing;
  }
}

function cameraChange(pane: LivePane, wanted: Extract<SourceCommand, { kind: 'change-camera' }>): Verdict {
  const { facing, torch, zoom } = wanted;
  const { flip, torch: hasTorch, zoom: range } = pane.capabilities;
  if (facing !== pane.facing && !flip) return refused('The camera declared that it cannot be flipped.');
  if (torch && !hasTorch) return refused('The camera declared no flash.');
  // Devices round, so a zoom just outside is brought inside; without a range there is only one zoom.
  const next = range === null ? pane.zoom : Math.min(range.max, Math.max(range.min, zoom));
  return facing === pane.facing && torch === pane.torch && next === pane.zoom
    ? nothing
    : event({ kind: 'camera-changed', facing, torch, zoom: next });
}

function isOrdered({ zoom }: SourceCapabilities): boolean {
  return zoom === null || zoom.min <= zoom.max;
}
