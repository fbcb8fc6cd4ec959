import type { Pane } from '../../shared/session/pane';

/** What the representative sees, in the customer's words ("Your … is shared"); null where they see nothing. */
export function sharedThing(pane: Pane): { readonly name: string } | null {
  switch (pane.kind) {
    case 'live':
      return { name: pane.source };
    case 'paused':
      return { name: pane.resumes.source };
    case 'photo':
      return { name: pane.origin };
    case 'not-requested':
    case 'asked':
    case 'declined':
    case 'allowed':
    case 'hidden':
    case 'failed':
    case 'stopped':
      return null;
  }
}
