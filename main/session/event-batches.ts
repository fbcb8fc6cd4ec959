import { limits } from '../../shared/limits';
import type { CustomerEvent } from '../../shared/session/session-event';

/** Splits events so that no message comes near the size limit of a proxy or a phone. */
export function* inBatches(events: readonly CustomerEvent[]): Generator<CustomerEvent[]> {
  const batchCharacters = limits.messageBytes / 2;
  let batch: CustomerEvent[] = [];
  let characters = 0;
  for (const event of events) {
    const size = JSON.stringify(event).length;
    if (batch.length > 0 && characters + size > batchCharacters) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(event);
    characters += size;
  }
  if (batch.length > 0) yield batch;
}
