import type { EventKind } from '../../shared/session/session-event';

export const logFilters = ['all', 'messages', 'sharing', 'files'] as const;
/** What part of the log is shown. */
export type LogFilter = (typeof logFilters)[number];

type Group = Exclude<LogFilter, 'all'>;

const messages: readonly Group[] = ['messages'];
const sharing: readonly Group[] = ['sharing'];
const files: readonly Group[] = ['files'];
/** Something was shown, and a file of it is kept. */
const shownAndKept: readonly Group[] = ['sharing', 'files'];
const none: readonly Group[] = [];

/** The parts an event belongs to, beside the whole; written out so that each new kind is thought of. */
const groupsOf: { readonly [Kind in EventKind]: readonly Group[] } = {
  'chat-message-sent': messages,
  'chat-messages-delivered': messages,
  'chat-messages-seen': messages,
  'sharing-requested': sharing,
  'sharing-request-cancelled': sharing,
  'sharing-allowed': sharing,
  'sharing-declined': sharing,
  'sharing-stopped': sharing,
  'source-started': sharing,
  'source-stopped': sharing,
  'source-failed': sharing,
  'camera-changed': sharing,
  'sharing-paused': sharing,
  'sharing-resumed': sharing,
  'photo-choosing-began': sharing,
  'photo-shown': shownAndKept,
  'quality-selected': sharing,
  'still-requested': sharing,
  'still-sent': shownAndKept,
  'still-failed': sharing,
  'snapshot-saved': shownAndKept,
  'recording-requested': sharing,
  'recording-declined': sharing,
  'recording-allowed': sharing,
  'recording-started': sharing,
  'recording-paused': sharing,
  'recording-resumed': sharing,
  'recording-stopped': shownAndKept,
  'recording-revoked': sharing,
  'annotation-began': sharing,
  'annotation-changed': sharing,
  'annotation-cleared': sharing,
  'annotation-saved': shownAndKept,
  'file-access-requested': files,
  'file-access-allowed': files,
  'file-access-declined': files,
  'file-access-revoked': files,
  'file-policy-selected': files,
  'file-transfer-offered': files,
  'file-transfer-refused': files,
  'file-transfer-begun-anew': files,
  'file-transfer-completed': files,
  'file-transfer-failed': files,
  'file-transfer-cancelled': files,
  'customer-folder-created': files,
  'customer-file-renamed': files,
  'customer-files-deleted': files,
  'video-received': sharing,
  'tab-opened': sharing,
  'system-information-requested': none,
  'system-information-allowed': none,
  'system-information-declined': none,
  'system-information-revoked': none,
  'system-information-reported': none,
  'session-key-used': none,
  'reference-set': none,
  'session-started': none,
  'session-declined': none,
  'notes-written': none,
  'outcome-set': none,
  'customer-connection-lost': none,
  'customer-reconnected': none,
  'customer-went-away': none,
  'customer-returned': none,
  'resume-refused': none,
  'console-restarted': none,
  'session-ended': none,
};

/** Whether an event of this kind is shown under a filter. */
export function isInFilter(kind: EventKind, filter: LogFilter): boolean {
  return filter === 'all' || groupsOf[kind].includes(filter);
}
