import { IconAlertCircle, IconFolder, IconMoonStars, IconShieldCheck } from '@tabler/icons-react';
import { type FormEvent, useId, useMemo, useRef, useState } from 'react';
import { limits } from '../../shared/limits';
import { nameSchema, tidyText } from '../../shared/names';
import type { JoinFragment } from '../../shared/session-key/join-link';
import type { ClientState } from '../session/client-state';
import { useClient, useNow } from '../session/context';
import { readDevice } from '../session/device';
import { Button } from '../shell/button';
import { Page } from '../shell/page';
import pageStyles from '../shell/page.module.css';
import styles from './join.module.css';
import { isHeldBack, joinProblemWords } from './join-problem';
import { checkKey, groupsOfKey, type KeyGroups } from './key-input';
import { SessionKeyField } from './session-key-field';

interface JoinPageProps {
  readonly state: Extract<ClientState, { kind: 'joining' }>;
  /** What the page was opened with. */
  readonly link: JoinFragment;
  readonly groups: KeyGroups;
  readonly name: string;
  readonly description: string;
  readonly onGroups: (groups: KeyGroups) => void;
  readonly onName: (name: string) => void;
  readonly onDescription: (description: string) => void;
  readonly onViewFiles: () => void;
}

/** Asks for the session key, a name and a description; the parent keeps them, so nothing typed is lost. */
export function JoinPage({ state, link, groups, name, description, ...changes }: JoinPageProps) {
  const client = useClient();
  const { problem } = state;
  const now = useNow(problem?.until !== null && problem !== null);
  const [missing, setMissing] = useState<{ readonly field: 'key' | 'name'; readonly message: string } | null>(
    null,
  );
  const nameField = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const key = checkKey(groups);
    if (key.kind === 'problem') {
      setMissing({ field: 'key', message: key.message });
      form.current?.querySelector('input')?.focus();
      return;
    }
    if (!nameSchema.safeParse(name).success) {
      setMissing({
        field: 'name',
        message: 'Please type your name, so that your representative knows who you are.',
      });
      nameField.current?.focus();
      return;
    }
    setMissing(null);
    void readDevice().then((device) => {
      client.submit({
        sessionKey: key.sessionKey,
        // Another key than the link's was typed; then the link says nothing of it.
        linkSecret: groupsOfKey(link.sessionKey).join('') === key.sessionKey ? link.secret : undefined,
        name: tidyText(name),
        description: tidyText(description),
        device,
      });
    });
  };

  const keyProblem = missing?.field === 'key' ? missing.message : null;
  const refused = problem === null ? null : joinProblemWords(problem, now);
  // Said once when it comes and once when it is over, not each second of the countdown.
  const cameAt = useMemo(() => (problem === null ? 0 : Date.now()), [problem]);
  const said = problem === null ? null : joinProblemWords(problem, isHeldBack(problem, now) ? cameAt : now);
  const keyProblemId = useId();
  const nameProblemId = useId();
  const isWaitingForSite = state.isSubmitting || !state.isConnected;

  return (
    <Page siteName={state.siteName} title="Connect with your representative" focusTitle={false}>
      {state.availability === 'away' && (
        <p className={`${pageStyles.notice} ${pageStyles.wait}`} role="status">
          <IconMoonStars size={22} stroke={1.75} aria-hidden="true" />
          <span>
            <b>Nobody is available right now.</b> Your session key still works. This page tells you when
            someone is back.
          </span>
        </p>
      )}
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        <div>
          <SessionKeyField
            groups={groups}
            problem={keyProblem}
            problemId={keyProblemId}
            onChange={(next) => {
              changes.onGroups(next);
              setMissing(null);
              client.clearProblem();
            }}
          />
          <Problem id={keyProblemId} text={keyProblem ?? refused} said={keyProblem ?? said} />
        </div>
        <div>
          <label className={styles.label} htmlFor="customer-name">
            Your name
          </label>
          <input
            ref={nameField}
            id="customer-name"
            className={styles.field}
            autoComplete="name"
            enterKeyHint="next"
            maxLength={limits.nameCharacters}
            aria-invalid={missing?.field === 'name'}
            aria-describedby={nameProblemId}
            required
            value={name}
            onChange={(event) => {
              changes.onName(event.currentTarget.value);
              if (missing?.field === 'name') setMissing(null);
            }}
          />
          <Problem id={nameProblemId} text={missing?.field === 'name' ? missing.message : null} />
        </div>
        <div>
          <label className={styles.label} htmlFor="customer-description">
            What can we help with? <span className={styles.optional}>Optional</span>
          </label>
          <textarea
            id="customer-description"
            className={`${styles.field} ${styles.area}`}
            rows={2}
            maxLength={limits.descriptionCharacters}
            value={description}
            onChange={(event) => changes.onDescription(event.currentTarget.value)}
          />
          {description.length > limits.descriptionCharacters - 100 && (
            <span className={styles.count}>{limits.descriptionCharacters - description.length} left</span>
          )}
        </div>
        <Button
          look="filled"
          type="submit"
          disabled={isWaitingForSite || state.availability === 'away' || isHeldBack(problem, now)}
        >
          {state.isSubmitting ? 'Connecting…' : state.isConnected ? 'Connect' : 'Reaching the support site…'}
        </Button>
      </form>
      <p className={pageStyles.notice}>
        <IconShieldCheck size={22} stroke={1.75} aria-hidden="true" />
        <span>
          <b>Nothing is shared until you allow it.</b> The representative can only look, never control your
          phone. You can stop at any time.
        </span>
      </p>
      <div className={pageStyles.grow} />
      <div className={pageStyles.actions}>
        <Button
          look="quiet"
          icon={<IconFolder size={20} stroke={1.75} aria-hidden="true" />}
          onClick={changes.onViewFiles}
        >
          View files from an earlier session
        </Button>
      </div>
    </Page>
  );
}

interface ProblemProps {
  readonly id: string;
  readonly text: string | null;
  /** What a screen reader says, where the text on screen counts seconds. */
  readonly said?: string | null;
}

function Problem({ id, text, said = text }: ProblemProps) {
  return (
    <div id={id} role="alert">
      {text !== null && (
        <p className={pageStyles.problem}>
          <IconAlertCircle size={20} stroke={1.75} aria-hidden="true" />
          <span aria-hidden={said !== text}>{text}</span>
          {said !== text && <span className="hidden-visually">{said}</span>}
        </p>
      )}
    </div>
  );
}
