import type { TransferView } from '../../shared/ipc/file-view';
import { sizeInWords } from '../../shared/words/sizes';
import type { ListedEntry } from './arrange';
import { modifiedInWords } from './entry-words';

type Seen = Pick<ListedEntry, 'size' | 'modifiedAt'>;

/** What is known of the two files that want one name; null where neither list shows it. */
export interface CollisionFacts {
  readonly there: Seen | null;
  readonly source: Seen | null;
}

/** What tells the two files apart, e.g. "There: 14 kB, 10:44. Yours: 14 kB, 10:47, newer." */
export function collisionWords(
  transfer: TransferView,
  { there, source }: CollisionFacts,
  now: number,
): string {
  const isUpload = transfer.direction === 'to-customer';
  const tell = (seen: Seen) => `${sizeInWords(seen.size)}, ${modifiedInWords(seen.modifiedAt, now)}`;
  const age =
    there === null || source === null || there.modifiedAt === source.modifiedAt
      ? ''
      : source.modifiedAt > there.modifiedAt
        ? ', newer'
        : ', older';
  const first = there === null ? '' : `There: ${tell(there)}. `;
  const second = source === null ? sizeInWords(transfer.size) : `${tell(source)}${age}`;
  return `${first}${isUpload ? 'Yours' : 'Theirs'}: ${second}.`;
}
