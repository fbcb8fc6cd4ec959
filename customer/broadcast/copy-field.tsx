import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { RoundButton } from '../shell/button';
import styles from './broadcast.module.css';

/** How long the sign for "copied" stays, in milliseconds. */
const copiedShownMs = 2_000;

/** Shows text that the customer copies into an app. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'not-copied' | null>(null);
  const id = useId();
  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = window.setTimeout(() => setOutcome(null), copiedShownMs);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  const copy = (): void => {
    // Without a secure context there is no clipboard; the text can be selected by hand.
    if (navigator.clipboard === undefined) setOutcome('not-copied');
    else
      navigator.clipboard.writeText(value).then(
        () => setOutcome('copied'),
        () => setOutcome('not-copied'),
      );
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input id={id} readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
      <RoundButton label={`Copy the ${label.toLowerCase()}`} onClick={copy}>
        {outcome === 'copied' ? (
          <IconCheck size={22} stroke={2} aria-hidden="true" />
        ) : (
          <IconCopy size={22} stroke={1.75} aria-hidden="true" />
        )}
      </RoundButton>
      <span className="hidden-visually" role="status">
        {outcome === 'copied' ? `${label} copied` : ''}
      </span>
      {outcome === 'not-copied' && (
        <p>This browser cannot copy. Press and hold the text, then choose Copy.</p>
      )}
    </div>
  );
}
