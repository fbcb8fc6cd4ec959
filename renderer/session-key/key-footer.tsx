import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OpenSessionKey } from '../../shared/ipc/view';
import { StatusDot, type Tone } from '../kit/status-dot';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { acceptSession, chooseSession, generateSessionKey } from '../store/commands';
import type { SessionRecord } from '../store/sessions-slice';
import { useAppDispatch } from '../store/store';
import styles from './key-footer.module.css';
import type { KeyOutcome } from './key-outcome';

interface FooterProps {
  readonly openKey: OpenSessionKey;
  readonly onClose: () => void;
}

/** Shows the dialog's footer: what happened to the key, and what can be done about it. */
export function KeyFooter({ outcome, ...props }: FooterProps & { readonly outcome: KeyOutcome }) {
  switch (outcome.kind) {
    case 'open':
      return <OpenFooter {...props} />;
    case 'used':
      return <UsedFooter record={outcome.record} onClose={props.onClose} />;
    case 'expired':
      return <ClosedFooter text="This key has expired. Nobody can use it now." onClose={props.onClose} />;
    case 'closed':
      return <ClosedFooter text="This key is no longer valid." onClose={props.onClose} />;
  }
}

function Foot({
  tone,
  shape,
  text,
  children,
}: {
  readonly tone: Tone;
  readonly shape: 'dot' | 'ring';
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <footer className={styles.footer}>
      <StatusDot tone={tone} shape={shape} />
      <p className={styles.text} role="status">
        {text}
      </p>
      <div className={styles.actions}>{children}</div>
    </footer>
  );
}

function OpenFooter({ openKey, onClose }: FooterProps) {
  const request = useRequest();
  const [asking, setAsking] = useState(false);
  const [busy, run] = useTask();
  if (asking) {
    return (
      <Foot tone="stop" shape="ring" text="Revoke this key? Nobody can use it after that.">
        <Button autoFocus onClick={() => setAsking(false)}>
          Keep key
        </Button>
        <Button
          variant="destructive"
          loading={busy}
          onClick={() =>
            run('The key was not revoked', async () => {
              await request('revoke-session-key', { sessionKey: openKey.sessionKey });
              onClose();
            })
          }
        >
          Revoke
        </Button>
      </Foot>
    );
  }
  return (
    <Foot tone="wait" shape="ring" text="Waiting for the customer. You can close this; the key stays valid.">
      <Button variant="quiet-destructive" onClick={() => setAsking(true)}>
        Revoke key
      </Button>
      <Button onClick={onClose}>Done</Button>
    </Foot>
  );
}

function UsedFooter({ record, onClose }: { readonly record: SessionRecord; readonly onClose: () => void }) {
  const dispatch = useAppDispatch();
  const { sessionId, state } = record;
  const { name } = state.customer;
  const done = <Button onClick={onClose}>Done</Button>;
  switch (state.phase) {
    case 'waiting':
      return (
        <Foot tone="live" shape="dot" text={`${name} is here.`}>
          {done}
          <Button
            variant="filled"
            onClick={() => {
              onClose();
              void dispatch(acceptSession(sessionId));
            }}
          >
            Accept
          </Button>
        </Foot>
      );
    case 'active':
      return (
        <Foot tone="live" shape="dot" text={`You are in a session with ${name}.`}>
          <Button
            onClick={() => {
              onClose();
              dispatch(chooseSession(sessionId));
            }}
          >
            Show session
          </Button>
        </Foot>
      );
    case 'ended':
      return (
        <Foot tone="off" shape="ring" text={`The session with ${name} has ended.`}>
          {done}
        </Foot>
      );
    case 'turned-away':
      return (
        <Foot
          tone="off"
          shape="ring"
          text={
            state.outcome.kind === 'declined' ? `You declined ${name}.` : `${name} left before you accepted.`
          }
        >
          {done}
        </Foot>
      );
  }
}

function ClosedFooter({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const dispatch = useAppDispatch();
  return (
    <Foot tone="off" shape="ring" text={text}>
      <Button onClick={onClose}>Done</Button>
      <Button variant="filled" onClick={() => void dispatch(generateSessionKey())}>
        Generate a new key
      </Button>
    </Foot>
  );
}
