import { latePart } from '../shell/late-part';

/** What the customer sees after a session; fetched while it is under way, as the site may be gone afterwards. */
export const LateEndedPage = latePart(() => import('./ended-page').then(({ EndedPage }) => EndedPage));
