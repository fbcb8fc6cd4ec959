import type { DiskFailure } from '../../shared/file-transfer/transfer';

/** The system's own name of what went wrong, e.g. `ENOSPC`; empty where it gave none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What a disk answered on the receiver's side, by name. */
export function diskFailureOf(error: unknown): DiskFailure {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EFBIG':
      return 'disk-full';
    case 'EDQUOT':
      return 'quota-exceeded';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
      return 'permission-denied';
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ESTALE':
    case 'ELOOP':
    case 'ENODEV':
      return 'folder-gone';
    default:
      return 'disk-failed';
  }
}

/** What a disk answered on the sender's side, by name. */
export function sourceFailureOf(error: unknown): 'source-gone' | 'source-unreadable' {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' ? 'source-gone' : 'source-unreadable';
}
