import { IconFolderOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { CustomerEvent } from '../../shared/session/session-event';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { eventWords } from '../chat/event-words';
import type { InSession } from '../session/client-state';
import { useClient } from '../session/context';
import { Button } from '../shell/button';
import { Confirm } from '../shell/sheet-dialog';
import { leadWords } from './file-words';
import styles from './files.module.css';
import { FilesBrowser } from './files-browser';
import { OpenedFiles } from './opened-files';

interface FilesTabProps {
  readonly session: InSession;
  readonly state: ActiveSession;
  readonly onEnd: () => void;
}

/** The customer's files during a session: what the representative does with them, and the way to take that back. */
export function FilesTab({ session, state, onEnd }: FilesTabProps) {
  const client = useClient();
  const [isRevoking, setIsRevoking] = useState(false);
  const name = firstName(state.representative.name);
  const isAllowed = state.files.access === 'allowed';

  useEffect(() => {
    if (!isAllowed) setIsRevoking(false);
  }, [isAllowed]);

  return (
    <>
      <OpenedFiles onEnd={onEnd}>
        {(files) => (
          <FilesBrowser
            files={files}
            lead={leadWords(state.files.policy, isAllowed, name)}
            representative={name}
            onEnd={onEnd}
            news={<News session={session} since={state.files.at} name={name} />}
            onDeed={(change) => {
              if (isAllowed) client.command({ kind: 'report-file-change', change });
            }}
            access={
              isAllowed ? (
                <Button
                  look="raised"
                  icon={<IconFolderOff size={20} stroke={1.75} aria-hidden="true" />}
                  disabled={client.isPending('revoke-file-access')}
                  onClick={() => setIsRevoking(true)}
                >
                  Stop sharing files with {name}
                </Button>
              ) : (
                <p>
                  When {name} asks to exchange files and you allow it, {name} can see what is here.
                </p>
              )
            }
          />
        )}
      </OpenedFiles>
      {isRevoking && (
        <Confirm
          title={`Stop sharing files with ${name}?`}
          text={`${name} can then no longer see or change anything here. What is on its way stops. Your files stay on this phone.`}
          confirm="Stop sharing files"
          keep="Keep sharing"
          onConfirm={() => {
            setIsRevoking(false);
            client.command({ kind: 'revoke-file-access' });
          }}
          onKeep={() => setIsRevoking(false)}
        />
      )}
    </>
  );
}

interface NewsProps {
  readonly session: InSession;
  /** In milliseconds since 1970. */
  readonly since: number;
  readonly name: string;
}

/** What the representative did last with the files. */
function News({ session, since, name }: NewsProps) {
  const last = session.events.findLast((event) => isNews(event) && event.at >= since);
  const words = last === undefined ? null : eventWords(last, name);
  return <div role="status">{words !== null && <p className={styles.news}>{words}</p>}</div>;
}

function isNews(event: CustomerEvent): boolean {
  switch (event.kind) {
    case 'file-transfer-completed':
    case 'file-transfer-failed':
      return true;
    case 'file-transfer-cancelled':
    case 'customer-folder-created':
    case 'customer-file-renamed':
    case 'customer-files-deleted':
      return event.by === 'representative';
    default:
      return false;
  }
}
