import {
  IconCamera,
  IconDeviceMobile,
  IconEye,
  IconFolder,
  IconInfoCircle,
  IconPlayerRecord,
} from '@tabler/icons-react';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { useCamera } from '../camera/camera-context';
import { useScreen } from '../screen/screen-context';
import type { InSession } from '../session/client-state';
import { useClient } from '../session/context';
import { useSharingControls } from '../session/sharing-controls';
import { Button } from '../shell/button';
import { SheetDialog } from '../shell/sheet-dialog';
import { type PermissionId, permissionRows } from './permission-rows';
import styles from './permissions.module.css';

const icons: Readonly<Record<PermissionId, typeof IconEye>> = {
  showing: IconEye,
  screen: IconDeviceMobile,
  camera: IconCamera,
  files: IconFolder,
  recording: IconPlayerRecord,
  'system-information': IconInfoCircle,
};

interface PermissionsSheetProps {
  readonly session: InSession;
  readonly state: ActiveSession;
  readonly onClose: () => void;
}

/** Shows everything the customer has allowed, in one list; each permission can be withdrawn at once. */
export function PermissionsSheet({ session, state, onClose }: PermissionsSheetProps) {
  const revoke = useRevoke();
  const { name } = state.representative;
  return (
    <SheetDialog
      title={`What ${name} may do`}
      onCancel={onClose}
      actions={
        <Button look="raised" onClick={onClose}>
          Done
        </Button>
      }
    >
      <ul className={styles.list}>
        {permissionRows(session, state).map((row) => {
          const Icon = icons[row.id];
          return (
            <li key={row.id} className={row.isPart ? styles.part : styles.row}>
              <Icon size={22} stroke={1.75} aria-hidden="true" />
              <span className={styles.words}>
                <span className={styles.name}>{row.name}</span>
                <span className={styles.state} data-state={row.state}>
                  <span className={styles.dot} aria-hidden="true" />
                  {row.words}
                </span>
              </span>
              {row.revoke !== null && (
                <button
                  type="button"
                  className={styles.revoke}
                  aria-label={`${row.revoke}: ${row.name}`}
                  onClick={() => revoke(row.id)}
                >
                  {row.revoke}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>
        {firstName(name)} can never control your phone, and has to ask again for anything you stop.
      </p>
    </SheetDialog>
  );
}

function useRevoke(): (id: PermissionId) => void {
  const client = useClient();
  const sharing = useSharingControls();
  const screen = useScreen();
  const camera = useCamera();
  return (id) => {
    switch (id) {
      case 'showing':
        sharing.stopSharing();
        return;
      case 'screen':
        // A broadcaster app's picture is no source of this page: the console ends it.
        if (screen.getState().kind === 'on') screen.stop(true);
        else client.command({ kind: 'stop-source', source: 'screen' });
        return;
      case 'camera':
        if (camera.getState().kind === 'on') camera.stop(true);
        else client.command({ kind: 'stop-source', source: 'camera' });
        return;
      case 'files':
        client.command({ kind: 'revoke-file-access' });
        return;
      case 'recording':
        client.command({ kind: 'revoke-recording' });
        return;
      case 'system-information':
        client.command({ kind: 'revoke-system-information' });
        return;
    }
  };
}
