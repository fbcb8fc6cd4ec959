import { Menu } from '@mantine/core';
import type { DragEvent } from 'react';
import { type FilePolicy, filePolicySchema } from '../../shared/file-transfer/file-transfer-event';
import { sizeInWords } from '../../shared/words/sizes';
import { useNow } from '../kit/ticker';
import { useAppSelector } from '../store/store';
import { customerActions, useCustomerDeeds } from './customer-actions';
import { FilePane } from './file-pane';
import { crumbsOf, pathIn } from './folder-path';
import { policyNames } from './policy';
import type { PaneHold } from './use-pane';

/** The customer's files as the phone tells them. */
export function CustomerPane({
  hold,
  sessionId,
  name,
  isOpen,
  policy,
  sendReason,
  fetchReason,
  onPolicy,
  onSend,
  onDesktop,
  onFetch,
}: {
  readonly hold: PaneHold;
  readonly sessionId: string;
  /** What to call the customer. */
  readonly name: string;
  /** Whether the phone answers about its files now. */
  readonly isOpen: boolean;
  readonly policy: FilePolicy;
  readonly sendReason: string;
  /** Why nothing can be fetched now; empty where it can. */
  readonly fetchReason: string;
  readonly onPolicy: (policy: FilePolicy) => void;
  /** Takes files of this computer, dropped here, into the folder at `path`. */
  readonly onSend: (names: readonly string[], path: string) => void;
  readonly onDesktop: (files: readonly File[], path: string) => void;
  readonly onFetch: (names: readonly string[]) => void;
}) {
  const { place, content, listing } = hold;
  const now = useNow();
  const storage = useAppSelector(({ files }) => files.storage[sessionId]);
  const deeds = useCustomerDeeds(hold, sessionId, name, onFetch);
  const actions = customerActions(content.selected, deeds, fetchReason, sendReason);
  const into = (folder: string | null) => (folder === null ? place.path : pathIn(place.path, folder));
  return (
    <>
      <FilePane
        title="Customer’s files"
        subtitle={policy === 'both' ? `on ${name}’s phone` : policyNames[policy]}
        crumbs={crumbsOf('Sightline files', place.path)}
        path={place.path}
        onGo={hold.go}
        listing={listing}
        content={content}
        onReload={hold.reload}
        actions={actions}
        menuExtra={
          <>
            <Menu.Divider />
            <Menu.Label>Direction</Menu.Label>
            <PolicyItems policy={policy} onPolicy={onPolicy} />
          </>
        }
        onRequest={deeds.carryOut}
        canChange={isOpen && sendReason === ''}
        list={{
          side: 'customer',
          sessionId,
          sorting: hold.sorting,
          onSort: hold.sort,
          onOpen: (entry) => {
            if (entry.kind === 'folder') hold.go(pathIn(place.path, entry.name));
            else if (fetchReason === '') onFetch([entry.name]);
          },
          accepts: (what) =>
            sendReason === '' &&
            (what.kind === 'desktop' || (what.drag.side === 'computer' && what.drag.sessionId === sessionId)),
          onDrop: (what, folder, event: DragEvent) => {
            if (what.kind === 'list') onSend(what.drag.names, into(folder));
            else onDesktop([...event.dataTransfer.files], into(folder));
          },
          now,
        }}
        empty={
          isOpen
            ? `Nothing is here yet. Drop files here to send them to ${name}’s phone.`
            : `The files show once ${name}’s phone answers.`
        }
        aside={storage === undefined ? '' : `${sizeInWords(Math.max(0, storage.quota - storage.usage))} free`}
      />
      {deeds.dialog}
    </>
  );
}

/** The ways files may go in this session, as items of a menu. */
export function PolicyItems({
  policy,
  onPolicy,
}: {
  readonly policy: FilePolicy;
  readonly onPolicy: (policy: FilePolicy) => void;
}) {
  return (
    <Menu.RadioGroup
      value={policy}
      onChange={(value) => {
        const chosen = filePolicySchema.safeParse(value);
        if (chosen.success) onPolicy(chosen.data);
      }}
    >
      {filePolicySchema.options.map((option) => (
        <Menu.RadioItem key={option} value={option} closeMenuOnClick>
          {policyNames[option]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
