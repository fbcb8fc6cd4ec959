import { createAction, type UnknownAction } from '@reduxjs/toolkit';
import type { z } from 'zod';
import type { CustomerStorage } from '../../shared/file-transfer/browse';
import type { ConsoleEvent } from '../../shared/ipc/console-event';
import type {
  GrantedFolder,
  TransferTotals,
  TransferView,
  transfersViewSchema,
} from '../../shared/ipc/file-view';

/** A session's queue as this window holds it. */
export interface SessionFiles {
  /** Transfers by identifier. */
  readonly byId: Readonly<Record<string, TransferView>>;
  /** Identifiers in the order they start. */
  readonly order: readonly string[];
  readonly totals: TransferTotals;
  /** Whether files can go now. */
  readonly road: 'open' | 'closed';
}

export interface FilesState {
  /** Null until main told them. */
  readonly folders: readonly GrantedFolder[] | null;
  readonly bySession: Readonly<Record<string, SessionFiles>>;
  readonly storage: Readonly<Record<string, CustomerStorage>>;
}

const nothing: FilesState = { folders: null, bySession: {}, storage: {} };

export const foldersReceived = createAction<readonly GrantedFolder[]>('files/folders-received');
/** A session's whole queue. */
export const transfersReceived = createAction<{
  readonly sessionId: string;
  readonly view: z.infer<typeof transfersViewSchema>;
}>('files/transfers-received');
/** What changed in a queue; before the whole queue was received it changes nothing. */
export const transfersChanged =
  createAction<Extract<ConsoleEvent, { kind: 'transfers-changed' }>>('files/transfers-changed');
export const storageChanged = createAction<{ readonly sessionId: string; readonly storage: CustomerStorage }>(
  'files/storage-changed',
);

/** Written without Immer, as a queue may hold 20,000 files and changes 4 times a second. */
export function filesReducer(state: FilesState = nothing, action: UnknownAction): FilesState {
  if (transfersChanged.match(action)) return afterChange(state, action.payload);
  if (transfersReceived.match(action)) {
    const { transfers, totals, road } = action.payload.view;
    const byId = Object.fromEntries(transfers.map((transfer) => [transfer.transferId, transfer]));
    const order = transfers.map(({ transferId }) => transferId);
    return withSession(state, action.payload.sessionId, { byId, order, totals, road });
  }
  if (foldersReceived.match(action)) return { ...state, folders: action.payload };
  if (storageChanged.match(action)) {
    const { sessionId, storage } = action.payload;
    return { ...state, storage: { ...state.storage, [sessionId]: storage } };
  }
  return state;
}

function afterChange(
  state: FilesState,
  { sessionId, changed, order, totals, road }: Extract<ConsoleEvent, { kind: 'transfers-changed' }>,
): FilesState {
  const known = state.bySession[sessionId];
  if (known === undefined) return state;
  const byId: Record<string, TransferView> = { ...known.byId };
  for (const transfer of changed) byId[transfer.transferId] = transfer;
  if (order !== null) {
    const kept = new Set(order);
    for (const transferId of Object.keys(byId)) if (!kept.has(transferId)) delete byId[transferId];
  }
  return withSession(state, sessionId, { byId, order: order ?? known.order, totals, road });
}

function withSession(state: FilesState, sessionId: string, files: SessionFiles): FilesState {
  return { ...state, bySession: { ...state.bySession, [sessionId]: files } };
}
