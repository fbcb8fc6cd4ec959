import {
  IconCertificate,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFolder,
  IconMovie,
  IconMusic,
  IconPhoto,
} from '@tabler/icons-react';
import styles from './files.module.css';
import { viewAs } from './view-kind';
import type { ListedEntry } from './worker/worker-messages';

/** The picture before a name; what it shows is said in the words beside it. */
export function FileIcon({ entry }: { readonly entry: Pick<ListedEntry, 'kind' | 'name'> }) {
  const Icon = iconOf(entry);
  return (
    <span className={styles.icon}>
      <Icon size={22} stroke={1.75} aria-hidden="true" />
    </span>
  );
}

function iconOf({ kind, name }: Pick<ListedEntry, 'kind' | 'name'>): typeof IconFile {
  if (kind === 'folder') return IconFolder;
  if (/\.(?:mobileconfig|cer|crt|pem|p12)$/i.test(name)) return IconCertificate;
  switch (viewAs(name).kind) {
    case 'image':
      return IconPhoto;
    case 'video':
      return IconMovie;
    case 'audio':
      return IconMusic;
    case 'text':
      return IconFileText;
    case 'pdf':
      return IconFileTypePdf;
    case 'none':
      return IconFile;
  }
}
