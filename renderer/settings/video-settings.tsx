import { ActionIcon, Button, Switch } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type IceServer, iceServerSchema } from '../../shared/settings/settings';
import { SavedField } from '../kit/saved-field';
import { useTask } from '../kit/use-task';
import { gatherInWindow, type IceTestResult, iceTestWords, testIceServer } from './ice-test';
import styles from './settings-dialog.module.css';
import { useChoice, useSettings } from './use-settings';

const mostServers = 8;

/** Shows the STUN and TURN servers that help video find its way between networks. */
export function VideoSettings() {
  const [{ iceServers, relayOnly }, change] = useSettings();
  const [adding, setAdding] = useState(false);
  const [, run] = useTask();
  const only = useChoice(relayOnly, (on) => change({ relayOnly: on }));
  const save = (servers: readonly IceServer[]) => change({ iceServers: [...servers] });
  const replace = (index: number, server: IceServer) =>
    save(iceServers.map((known, at) => (at === index ? server : known)));
  return (
    <div className={styles.group}>
      <div>
        <h3 className={styles.title}>STUN and TURN servers</h3>
        <p className={styles.hint}>
          On one network, video needs none. Between networks a TURN server passes it on; it sees encrypted
          video only.
        </p>
      </div>
      {iceServers.map((server, index) => (
        <Server
          // biome-ignore lint/suspicious/noArrayIndexKey: a server has no identity but its place in the list.
          key={index}
          server={server}
          number={index + 1}
          save={(changed) => replace(index, changed)}
          remove={() =>
            run('The server was not removed', () => save(iceServers.filter((_, at) => at !== index)))
          }
        />
      ))}
      {adding && (
        <SavedField
          label="Address of the new server"
          placeholder="turn:turn.example.com:3478"
          value=""
          check={checkServer}
          save={async (urls) => {
            await save([...iceServers, { urls: urls.trim() }]);
            setAdding(false);
          }}
        />
      )}
      <Switch
        label="Send video through a TURN server only"
        description="Neither side learns the other’s address. Without a working TURN server there is no picture."
        checked={only.value}
        error={only.problem}
        onChange={(event) => only.choose(event.currentTarget.checked)}
      />
      <div>
        <Button
          leftSection={<IconPlus size={16} stroke={1.75} />}
          disabled={adding || iceServers.length >= mostServers}
          onClick={() => setAdding(true)}
        >
          Add server
        </Button>
      </div>
    </div>
  );
}

function Server({
  server,
  number,
  save,
  remove,
}: {
  readonly server: IceServer;
  readonly number: number;
  readonly save: (server: IceServer) => Promise<void>;
  readonly remove: () => void;
}) {
  const [isTesting, setIsTesting] = useState(false);
  const [tested, setTested] = useState<{ readonly server: IceServer; readonly result: IceTestResult } | null>(
    null,
  );
  const isWhole = iceServerSchema.safeParse(server).success;
  // What was found of a server does not hold for what it was changed into.
  const words = tested?.server === server ? iceTestWords(tested.result, server) : null;
  const test = () => {
    setIsTesting(true);
    setTested(null);
    void testIceServer(server, gatherInWindow)
      .then((result) => setTested({ server, result }))
      .finally(() => setIsTesting(false));
  };
  return (
    <fieldset className={styles.server} aria-label={`Server ${number}`}>
      <SavedField
        label="Address"
        value={server.urls}
        check={checkServer}
        save={(urls) => save({ ...server, urls: urls.trim() })}
      />
      <SavedField
        label="User name"
        value={server.username ?? ''}
        maxLength={200}
        save={(username) => save({ ...server, username })}
      />
      <SavedField
        label="Credential"
        value={server.credential ?? ''}
        maxLength={200}
        save={(credential) => save({ ...server, credential })}
      />
      <Button className={styles.remove ?? ''} disabled={isTesting || !isWhole} onClick={test}>
        {isTesting ? 'Testing' : 'Test'}
      </Button>
      <ActionIcon
        className={styles.remove ?? ''}
        size={32}
        aria-label={`Remove server ${number}`}
        title="Remove"
        onClick={remove}
      >
        <IconTrash size={16} stroke={1.75} />
      </ActionIcon>
      <p
        className={`${styles.outcome} ${words === null ? '' : words.works ? styles.works : styles.problem}`}
        role="status"
      >
        {words?.text ?? ''}
      </p>
    </fieldset>
  );
}

/** Returns what is wrong with a server's address as typed, or null. */
export function checkServer(text: string): string | null {
  return iceServerSchema.safeParse({ urls: text.trim() }).success
    ? null
    : 'Begin with stun:, stuns:, turn: or turns:, for example turn:turn.example.com:3478.';
}
