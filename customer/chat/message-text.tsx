import { Fragment, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../shell/button';
import { SheetDialog } from '../shell/sheet-dialog';
import styles from './chat.module.css';

const webAddress = /https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/gi;

/** A message as plain text; a web address in it opens only after the person has seen it whole and agreed. */
export function MessageText({ text }: { readonly text: string }) {
  const [asked, setAsked] = useState<string | null>(null);
  const parts: { readonly at: number; readonly text: string; readonly link: string | null }[] = [];
  let end = 0;
  for (const match of text.matchAll(webAddress)) {
    const link = linkOf(match[0]);
    if (link === null) continue;
    parts.push({ at: end, text: text.slice(end, match.index), link: null });
    parts.push({ at: match.index, text: match[0], link });
    end = match.index + match[0].length;
  }
  parts.push({ at: end, text: text.slice(end), link: null });
  return (
    <span dir="auto" className={styles.text}>
      {parts.map((part) =>
        part.link === null ? (
          <Fragment key={part.at}>{part.text}</Fragment>
        ) : (
          <button key={part.at} type="button" className={styles.link} onClick={() => setAsked(part.link)}>
            {part.text}
          </button>
        ),
      )}
      {asked !== null &&
        // Outside the log, which would read it out as an entry.
        createPortal(
          <SheetDialog
            title="Open this address?"
            onCancel={() => setAsked(null)}
            actions={
              <>
                <Button
                  look="filled"
                  onClick={() => {
                    window.open(asked, '_blank', 'noopener,noreferrer');
                    setAsked(null);
                  }}
                >
                  Open
                </Button>
                <Button look="raised" onClick={() => setAsked(null)}>
                  Stay here
                </Button>
              </>
            }
          >
            <p className={styles.address}>{asked}</p>
          </SheetDialog>,
          document.body,
        )}
    </span>
  );
}

/** The address as the browser would open it, host in ASCII, so that a look-alike shows; null for no address. */
function linkOf(text: string): string | null {
  try {
    return new URL(text).href;
  } catch {
    return null;
  }
}
