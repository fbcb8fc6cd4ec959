import { type ConsoleEvent, consoleEventSchema } from '../../shared/ipc/console-event';
import { bridge } from './bridge';

/**
 * Calls `listener` with each event main publishes; one that cannot be decoded goes to `undecoded` instead.
 * Returns the unsubscribe. @throws BridgeMissingError outside Sightline.
 */
export function subscribeToEvents(
  listener: (event: ConsoleEvent) => void,
  undecoded: () => void = () => undefined,
): () => void {
  return bridge().onEvent((value) => {
    const decoded = consoleEventSchema.safeParse(value);
    if (decoded.success) listener(decoded.data);
    else undecoded();
  });
}
