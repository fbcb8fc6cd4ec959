import type { OpenSessionKey } from '../../shared/ipc/view';
import { limits } from '../../shared/limits';
import { SavedField } from '../kit/saved-field';
import { useRequest } from '../kit/use-request';
import styles from './session-key-dialog.module.css';

/**
 * Shows the fields for the representative's notes on a key; they stay with the session and customers never see
 * them.
 */
export function KeyDetails({
  openKey,
  disabled,
}: {
  readonly openKey: OpenSessionKey;
  readonly disabled: boolean;
}) {
  const request = useRequest();
  const { sessionKey, reference, note } = openKey;
  return (
    <div className={styles.details}>
      <SavedField
        label="Reference"
        placeholder="Ticket number"
        value={reference}
        maxLength={limits.referenceCharacters}
        disabled={disabled}
        save={(text) => request('change-session-key', { sessionKey, reference: text })}
      />
      <SavedField
        label="Note"
        placeholder="Only you see this"
        value={note}
        maxLength={limits.noteCharacters}
        disabled={disabled}
        multiline
        save={(text) => request('change-session-key', { sessionKey, note: text })}
      />
    </div>
  );
}
