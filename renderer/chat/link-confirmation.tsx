import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { problemOf } from '../kit/problem';
import { useRequest } from '../kit/use-request';
import styles from './link-confirmation.module.css';
import type { MessageLink } from './links';

/** Shows where a link leads before the system's browser or mail program opens it; closed while `link` is null. */
export function LinkConfirmation({
  link,
  onClose,
}: {
  readonly link: MessageLink | null;
  readonly onClose: () => void;
}) {
  return (
    <Modal opened={link !== null} onClose={onClose} title="Open this link?" size={480}>
      {link !== null && <Question key={link.url} link={link} onClose={onClose} />}
    </Modal>
  );
}

function Question({ link, onClose }: { readonly link: MessageLink; readonly onClose: () => void }) {
  const request = useRequest();
  const [problem, setProblem] = useState('');
  const isMail = link.before === 'mailto:';
  const open = () => {
    setProblem('');
    request('open-link', { url: link.url }).then(onClose, (error: unknown) =>
      setProblem(problemOf(error, 'The link could not be opened.')),
    );
  };
  return (
    <>
      <p className={styles.url} dir="ltr" data-testid="link-url">
        {link.before}
        <strong>{link.destination}</strong>
        {link.after}
      </p>
      <p className={styles.note}>
        {isMail
          ? 'It opens in this computer’s mail program.'
          : 'It opens in this computer’s browser, outside Sightline.'}
      </p>
      {link.hasUserInformation && (
        <p className={styles.warning}>
          The part before the @ is a name to sign in with. The link leads to {link.destination}.
        </p>
      )}
      {link.isInternational && (
        <p className={styles.warning}>
          The address holds letters beyond a–z, shown here in their technical form. They can look like others.
        </p>
      )}
      {problem !== '' && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Group justify="flex-end" gap={8} mt={18}>
        <Button variant="quiet" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button variant="filled" onClick={open}>
          {isMail ? 'Write e-mail' : 'Open in browser'}
        </Button>
      </Group>
    </>
  );
}
