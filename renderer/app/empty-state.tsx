import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shortcutText } from '../kit/shortcut';
import { PracticeButton } from '../practice/practice-button';
import { lifetimeWords } from '../session-key/key-text';
import { SiteCard } from '../site-status/site-card';
import { generateSessionKey } from '../store/commands';
import { selectActive, selectSettings, selectWaiting, usePlatform } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';
import { EmptyIllustration } from './empty-illustration';
import styles from './empty-state.module.css';
import { NamePrompt } from './name-prompt';

/** What the sheet shows while no session is open: how to begin one. */
export function EmptyState() {
  const { representativeName, sessionKeyLifetimeMinutes } = useAppSelector(selectSettings);
  const waiting = useAppSelector((state) => selectWaiting(state).length);
  const active = useAppSelector((state) => selectActive(state).length);
  const words = titleAndText(waiting, active);
  return (
    <div className={styles.scroll}>
      <section className={styles.content} aria-labelledby="empty-title">
        <EmptyIllustration />
        <h1 className={styles.title} id="empty-title">
          {words.title}
        </h1>
        <p className={styles.text}>{words.text}</p>
        {representativeName === '' && <NamePrompt />}
        <div className={styles.actions}>
          <GenerateButton />
          <PracticeButton />
        </div>
        <ol className={styles.steps}>
          <Step title="Generate a key">
            It works once and expires after {lifetimeWords(sessionKeyLifetimeMinutes)}.
          </Step>
          <Step title="The customer connects">Their phone’s browser is enough. Nothing to install.</Step>
          <Step title="You accept">They decide what you see. You can watch, and you chat with them.</Step>
        </ol>
        <SiteCard />
      </section>
    </div>
  );
}

function titleAndText(waiting: number, active: number): { title: string; text: string } {
  if (waiting > 0) {
    return {
      title: waiting === 1 ? 'A customer is waiting.' : `${waiting} customers are waiting.`,
      text: 'Accept them under Waiting on the left, or decline with a reason they can read.',
    };
  }
  if (active > 0) {
    return {
      title: 'No session is open here.',
      text: 'Choose one under Active on the left, or generate a session key for another customer.',
    };
  }
  return {
    title: 'No sessions yet. Start with a session key.',
    text: 'Read the nine digits to your customer or send the link. When they enter the key, they appear under Waiting and you accept them.',
  };
}

function GenerateButton() {
  const dispatch = useAppDispatch();
  const platform = usePlatform();
  return (
    <Button
      variant="filled"
      size="lg"
      radius="md"
      leftSection={<IconKey size={18} stroke={1.75} />}
      rightSection={<kbd className={styles.keys}>{shortcutText(platform, 'N')}</kbd>}
      onClick={() => void dispatch(generateSessionKey())}
    >
      Generate session key
    </Button>
  );
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li className={styles.step}>
      <h2 className={styles.stepTitle}>{title}</h2>
      <p className={styles.stepText}>{children}</p>
    </li>
  );
}
