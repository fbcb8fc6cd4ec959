import { safeFileName } from '../../../../shared/file-transfer/file-name';
import type { GrantedFolder, LocalEntry, TransferView } from '../../../../shared/ipc/file-view';

/** A transfer to the phone that waits. */
export function transferOf(
  change: Partial<Omit<TransferView, 'name'>> & { name?: string } = {},
): TransferView {
  const name = safeFileName(change.name ?? 'a.txt');
  if (name === undefined) throw new Error('not a safe name');
  return {
    transferId: 'transfer-0000000000001',
    batchId: 'batch-1',
    direction: 'to-customer',
    size: 1000,
    done: 0,
    status: { kind: 'waiting' },
    folder: '',
    local: { folderId: 'folder-000000000000001', path: name },
    customerPath: name,
    ...change,
    name,
  };
}

/** A file of this computer. */
export function localOf(name: string, change: Partial<LocalEntry> = {}): LocalEntry {
  return { name, kind: 'file', size: 1000, modifiedAt: 0, isUsable: true, ...change };
}

/** The folder that is always granted. */
export const downloads: GrantedFolder = {
  folderId: 'folder-000000000000001',
  name: 'Downloads',
  place: '/home/dana/Downloads',
  kind: 'downloads',
  isThere: true,
};
