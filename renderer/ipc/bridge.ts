import type { SightlineBridge } from '../../shared/ipc/bridge';

declare global {
  interface Window {
    /** Put there by the preload script; missing where the page runs outside Sightline. */
    readonly sightline?: SightlineBridge;
  }
}

/** The page was opened outside Sightline, so nothing can be asked of main. */
export class BridgeMissingError extends Error {
  constructor() {
    super('This page works only inside Sightline.');
    this.name = 'BridgeMissingError';
  }
}

/** The road to main. @throws BridgeMissingError outside Sightline. */
export function bridge(): SightlineBridge {
  const found = window.sightline;
  if (found === undefined) throw new BridgeMissingError();
  return found;
}
