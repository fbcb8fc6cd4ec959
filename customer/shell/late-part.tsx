import { type ComponentType, useEffect, useSyncExternalStore } from 'react';
import { Listeners } from '../../shared/listeners';
import { Button } from './button';
import styles from './late-part.module.css';

/** A part of the page that is fetched when it is first needed. */
export interface LatePart<Props> {
  readonly Part: ComponentType<Props>;
  /** Fetches it ahead of need; never rejects. */
  readonly fetch: () => void;
}

/**
 * Makes a part of what `load` brings; where it cannot be fetched the customer can try again, and the rest goes on.
 * With `'unsaid'` nothing is shown until it is there.
 */
export function latePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: 'said' | 'unsaid' = 'said',
): LatePart<Props> {
  let state: ComponentType<Props> | 'none' | 'fetching' | 'failed' = 'none';
  const listeners = new Listeners<[]>();
  const set = (next: typeof state): void => {
    state = next;
    listeners.tell();
  };
  const fetch = (): void => {
    if (state !== 'none' && state !== 'failed') return;
    set('fetching');
    load().then(set, () => set('failed'));
  };
  const subscribe = listeners.add;
  const getState = (): typeof state => state;

  const Part = (props: Props) => {
    const Loaded = useSyncExternalStore(subscribe, getState);
    useEffect(() => {
      if (Loaded === 'none') fetch();
    }, [Loaded]);
    if (typeof Loaded !== 'string') return <Loaded {...props} />;
    if (waiting === 'unsaid') return null;
    return (
      <div className={styles.late} role="status">
        {Loaded === 'failed' ? (
          <>
            <p>This part of the page could not be fetched. Everything else goes on.</p>
            <Button look="raised" onClick={fetch}>
              Try again
            </Button>
          </>
        ) : (
          <p>One moment…</p>
        )}
      </div>
    );
  };
  return { Part, fetch };
}
