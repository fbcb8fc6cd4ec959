import { latePart } from '../shell/late-part';

/** The laser pointer over a picture; nothing where it could not be fetched. */
export const LateLaser = latePart(
  () => import('./laser-layer').then(({ LaserLayer }) => LaserLayer),
  'unsaid',
).Part;
