import { Modal } from '@mantine/core';
import { IconHistory, IconKey, IconUser } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { chooseSession } from '../store/commands';
import { useAppDispatch, useAppSelector } from '../store/store';
import { dialogOpened, historyOpened } from '../store/ui-slice';
import styles from './find-dialog.module.css';
import { findMatches, type Match } from './find-matches';

/** Goes to a session or an open session key by a few letters or digits. */
export function FindDialog({ onClose }: { readonly onClose: () => void }) {
  const sessions = useAppSelector((state) => state.sessions);
  const keys = useAppSelector((state) => state.console.sessionKeys);
  const dispatch = useAppDispatch();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const matches = useMemo(() => findMatches(text, sessions, keys), [text, sessions, keys]);
  const current = Math.min(at, Math.max(0, matches.length - 1));

  const choose = (match: Match | undefined): void => {
    if (match === undefined) return;
    onClose();
    if (match.kind === 'session') dispatch(chooseSession(match.id));
    else if (match.kind === 'history') dispatch(historyOpened(match.id));
    else dispatch(dialogOpened({ kind: 'session-key', sessionKey: match.id }));
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || matches.length === 0) return;
    if (event.key === 'ArrowDown') setAt((current + 1) % matches.length);
    else if (event.key === 'ArrowUp') setAt((current + matches.length - 1) % matches.length);
    else if (event.key === 'Enter') choose(matches[current]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset={40}
      size={480}
      attributes={{ content: { 'aria-label': 'Find in sessions, history and keys' } }}
      classNames={{ body: styles.body ?? '' }}
    >
      <input
        className={styles.field}
        data-autofocus
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="find-matches"
        aria-activedescendant={matches.length > 0 ? `find-match-${current}` : undefined}
        aria-label="Find in sessions, history and keys"
        placeholder="Name, reference or session key"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      <div className={styles.matches} id="find-matches" role="listbox" aria-label="Matches">
        {matches.map((match, index) => (
          <button
            type="button"
            tabIndex={-1}
            role="option"
            aria-selected={index === current}
            key={`${match.kind} ${match.id}`}
            id={`find-match-${index}`}
            className={styles.match}
            onClick={() => choose(match)}
            onMouseMove={() => setAt(index)}
          >
            <MatchIcon kind={match.kind} />
            <span className={styles.title}>{match.title}</span>
            <span className={styles.detail}>{match.detail}</span>
          </button>
        ))}
      </div>
      {matches.length === 0 && (
        <p className={styles.nothing} role="status">
          {text === ''
            ? 'No sessions or open keys yet.'
            : 'Nothing matches. Try part of a name or some digits of a key.'}
        </p>
      )}
    </Modal>
  );
}

function MatchIcon({ kind }: { readonly kind: Match['kind'] }) {
  const Icon = { session: IconUser, 'session-key': IconKey, history: IconHistory }[kind];
  return <Icon size={16} stroke={1.75} aria-hidden="true" />;
}
