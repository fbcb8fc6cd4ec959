import { IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { limits } from '../../shared/limits';
import { chatTextSchema, tidyText } from '../../shared/names';
import { useClient } from '../session/context';
import { RoundButton } from '../shell/button';
import styles from './chat.module.css';

const countShownFrom = limits.chatMessageCharacters - 400;
const typingEveryMs = 2_000;

interface ComposerProps {
  readonly representative: string;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  /** Whether the field takes the focus as it appears. */
  readonly takesFocus: boolean;
}

/** Where the customer writes; Enter sends, Shift and Enter begins a line. */
export function Composer({ representative, draft, onDraft, takesFocus }: ComposerProps) {
  const client = useClient();
  const input = useRef<HTMLTextAreaElement>(null);
  const [toldAt, setToldAt] = useState(0);
  const countId = useId();
  const left = limits.chatMessageCharacters - draft.length;
  const canSend = chatTextSchema.safeParse(draft).success;

  useLayoutEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);

  // A browser without `field-sizing` grows the field by hand; it runs for every draft.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the draft
  useLayoutEffect(() => {
    const element = input.current;
    if (element === null || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight + 2, 128)}px`;
  }, [draft]);

  const send = (): void => {
    if (!canSend) return;
    client.command({ kind: 'send-chat-message', text: tidyText(draft) });
    onDraft('');
    input.current?.focus();
  };

  const keyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  const write = (text: string): void => {
    onDraft(text);
    const now = Date.now();
    if (text !== '' && now - toldAt > typingEveryMs) {
      client.sendNow({ kind: 'report-typing' });
      setToldAt(now);
    }
  };

  return (
    <div className={styles.composer}>
      <textarea
        ref={input}
        className={styles.input}
        rows={1}
        aria-label={`Write to ${representative}`}
        aria-describedby={draft.length >= countShownFrom ? countId : undefined}
        placeholder={`Write to ${representative}`}
        enterKeyHint="send"
        dir="auto"
        value={draft}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={keyDown}
      />
      {draft.length >= countShownFrom && (
        <span id={countId} className={`${styles.count} ${left < 0 ? styles.over : ''}`}>
          {left < 0 ? `${-left} too many` : left}
        </span>
      )}
      <RoundButton label="Send" className={styles.send} disabled={!canSend} onClick={send}>
        <IconArrowUp size={22} stroke={2} aria-hidden="true" />
      </RoundButton>
    </div>
  );
}
