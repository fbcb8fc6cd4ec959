import {
  type EventBody,
  type EventKind,
  noCapabilities,
  type SessionEvent,
} from '../../../../shared/session/session-event';

export const samplePicture = {
  blob: { hash: 'ab'.repeat(32), type: 'image/png', size: 461_772 },
  width: 1170,
  height: 2532,
} as const;

const sampleFile = {
  transferId: 'transfer-0001',
  name: 'mail-profile.mobileconfig',
  direction: 'to-customer',
} as const;

/** One body of each kind of event. */
export const bodies: { readonly [Kind in EventKind]: Extract<EventBody, { kind: Kind }> } = {
  'session-key-used': {
    kind: 'session-key-used',
    sessionKey: '418207953',
    siteName: 'Northwind',
    customer: { name: 'Maria Lindqvist', description: 'Mail does not open.' },
    device: { model: 'iPhone 14', operatingSystem: 'iOS 18.6', browser: 'Safari 18.6', language: 'sv-SE' },
  },
  'reference-set': { kind: 'reference-set', reference: 'ITSM-4411', note: '' },
  'session-started': {
    kind: 'session-started',
    representative: { name: 'Dana Whitfield' },
    waitedMs: 12_000,
  },
  'session-declined': { kind: 'session-declined', reason: 'We open at nine.' },
  'chat-message-sent': { kind: 'chat-message-sent', text: 'Hello' },
  'chat-messages-delivered': { kind: 'chat-messages-delivered', upTo: 1 },
  'chat-messages-seen': { kind: 'chat-messages-seen', upTo: 1 },
  'sharing-requested': { kind: 'sharing-requested' },
  'sharing-request-cancelled': { kind: 'sharing-request-cancelled' },
  'sharing-allowed': { kind: 'sharing-allowed' },
  'sharing-declined': { kind: 'sharing-declined' },
  'sharing-stopped': { kind: 'sharing-stopped' },
  'source-started': {
    kind: 'source-started',
    source: 'camera',
    facing: 'rear',
    method: 'camera',
    capabilities: { ...noCapabilities, quality: true },
  },
  'source-stopped': { kind: 'source-stopped', source: 'camera' },
  'source-failed': { kind: 'source-failed', source: 'camera', failure: 'in-use' },
  'camera-changed': { kind: 'camera-changed', facing: 'front', torch: false, zoom: 1 },
  'sharing-paused': { kind: 'sharing-paused' },
  'sharing-resumed': { kind: 'sharing-resumed' },
  'photo-choosing-began': { kind: 'photo-choosing-began' },
  'photo-shown': { kind: 'photo-shown', ...samplePicture, name: 'IMG_2041.HEIC', origin: 'photo' },
  'quality-selected': { kind: 'quality-selected', quality: 'full-color' },
  'still-requested': { kind: 'still-requested' },
  'still-sent': { kind: 'still-sent', ...samplePicture },
  'still-failed': { kind: 'still-failed' },
  'snapshot-saved': { kind: 'snapshot-saved', ...samplePicture },
  'annotation-began': {
    kind: 'annotation-began',
    frameId: 'frame-0001',
    image: samplePicture.blob,
    width: samplePicture.width,
    height: samplePicture.height,
  },
  'annotation-changed': {
    kind: 'annotation-changed',
    frameId: 'frame-0001',
    changes: [{ kind: 'remove', frameId: 'frame-0001', id: 'mark-0001', version: 2 }],
  },
  'annotation-cleared': { kind: 'annotation-cleared', frameId: 'frame-0001' },
  'annotation-saved': {
    kind: 'annotation-saved',
    frameId: 'frame-0001',
    ...samplePicture,
    vectors: { hash: 'cd'.repeat(32), type: 'application/json', size: 1_200 },
  },
  'recording-requested': { kind: 'recording-requested' },
  'recording-declined': { kind: 'recording-declined' },
  'recording-allowed': { kind: 'recording-allowed' },
  'recording-started': { kind: 'recording-started' },
  'recording-paused': { kind: 'recording-paused' },
  'recording-resumed': { kind: 'recording-resumed' },
  'recording-stopped': {
    kind: 'recording-stopped',
    blob: { hash: 'cd'.repeat(32), type: 'video/webm', size: 1_234_567 },
    durationMs: 83_000,
  },
  'recording-revoked': { kind: 'recording-revoked' },
  'system-information-requested': { kind: 'system-information-requested' },
  'system-information-allowed': { kind: 'system-information-allowed' },
  'system-information-declined': { kind: 'system-information-declined' },
  'system-information-revoked': { kind: 'system-information-revoked' },
  'system-information-reported': {
    kind: 'system-information-reported',
    report: {
      capturedAt: 1_700_000_000_000,
      sections: [
        {
          id: 'device',
          title: 'Device',
          items: [{ id: 'model', label: 'Model', value: 'iPhone 14', source: 'inferred' }],
        },
      ],
    },
  },
  'notes-written': { kind: 'notes-written', text: 'Reset the password.' },
  'outcome-set': { kind: 'outcome-set', outcome: 'solved' },
  'resume-refused': { kind: 'resume-refused' },
  'file-access-requested': { kind: 'file-access-requested' },
  'file-access-allowed': { kind: 'file-access-allowed' },
  'file-access-declined': { kind: 'file-access-declined' },
  'file-access-revoked': { kind: 'file-access-revoked' },
  'file-policy-selected': { kind: 'file-policy-selected', policy: 'upload-only' },
  'file-transfer-offered': {
    kind: 'file-transfer-offered',
    ...sampleFile,
    spelledAs: null,
    size: 3_145_728,
  },
  'file-transfer-refused': { kind: 'file-transfer-refused', ...sampleFile, reason: 'no-space' },
  'file-transfer-begun-anew': { kind: 'file-transfer-begun-anew', ...sampleFile, size: 3_145_800 },
  'file-transfer-completed': {
    kind: 'file-transfer-completed',
    ...sampleFile,
    size: 3_145_728,
    durationMs: 2_400,
    digest: 'cd'.repeat(32),
  },
  'file-transfer-failed': { kind: 'file-transfer-failed', ...sampleFile, failure: 'disk-full' },
  'file-transfer-cancelled': { kind: 'file-transfer-cancelled', ...sampleFile },
  'customer-folder-created': { kind: 'customer-folder-created', path: 'Profiles/Old' },
  'customer-file-renamed': { kind: 'customer-file-renamed', path: 'Profiles/mail.txt', name: 'mail-2.txt' },
  'customer-files-deleted': { kind: 'customer-files-deleted', paths: ['Profiles/Old'], count: 1 },
  'tab-opened': { kind: 'tab-opened', tab: 'camera' },
  'video-received': { kind: 'video-received', codec: 'VP9', width: 1440, height: 1080 },
  'customer-connection-lost': { kind: 'customer-connection-lost' },
  'customer-reconnected': { kind: 'customer-reconnected' },
  'customer-went-away': { kind: 'customer-went-away' },
  'customer-returned': { kind: 'customer-returned' },
  'console-restarted': { kind: 'console-restarted' },
  'session-ended': { kind: 'session-ended', reason: 'customer-ended' },
};

/** The event with `body` at `seq`. */
export function eventOf(
  body: EventBody,
  seq: number,
  at: number,
  by: SessionEvent['by'] = 'customer',
): SessionEvent {
  return { seq, at, by, commandId: `command-${seq}`, ...body };
}
