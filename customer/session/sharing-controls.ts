import { partContext } from '../shell/part-context';

/** What every part of the page may do with whatever is shown. */
export interface SharingControls {
  /** Hides the picture at once, then says so. */
  pause(): void;
  /** Shows the picture again. */
  resume(): void;
  /** Stops sharing for good: nothing is shown until the customer allows it again. */
  stopSharing(): void;
}

export const [SharingControlsProvider, useSharingControls] =
  partContext<SharingControls>('way to pause sharing');
