import { displayName } from '../../shared/file-transfer/display-name';
import { splitName } from '../../shared/file-transfer/file-name';
import styles from './file-name.module.css';

/** A name as it is, invisible characters spelled out; where it is too long its end, with the extension, stays in view. */
export function FileName({ name }: { readonly name: string }) {
  const { stem, extension } = splitName(name);
  const shown = displayName(name);
  return (
    <span className={styles.name} title={shown}>
      <bdi className={styles.stem}>{displayName(stem)}</bdi>
      {extension !== '' && <bdi className={styles.extension}>{displayName(extension)}</bdi>}
    </span>
  );
}
