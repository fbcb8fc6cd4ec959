import { memo, useMemo, useState } from 'react';
import { LinkConfirmation } from './link-confirmation';
import { findLinks, type MessageLink } from './links';
import styles from './log-rows.module.css';

/** A message's text as text, its links as buttons that ask before anything opens. */
export const MessageText = memo(function MessageText({ text }: { readonly text: string }) {
  const parts = useMemo(() => findLinks(text), [text]);
  const [asked, setAsked] = useState<MessageLink | null>(null);
  let position = 0;
  return (
    <span className={styles.text} dir="auto">
      {parts.map((part) => {
        const key = position;
        position += part.text.length;
        if (part.kind === 'text') return <span key={key}>{part.text}</span>;
        return (
          <button key={key} type="button" className={styles.link} onClick={() => setAsked(part.link)}>
            {part.text}
          </button>
        );
      })}
      <LinkConfirmation link={asked} onClose={() => setAsked(null)} />
    </span>
  );
});
