import {
  type Icon,
  IconAdjustmentsAlt,
  IconBroadcast,
  IconBulb,
  IconCamera,
  IconCameraOff,
  IconCameraRotate,
  IconCapture,
  IconDeviceFloppy,
  IconDeviceMobile,
  IconDeviceMobileCheck,
  IconDeviceMobileCode,
  IconDeviceMobileOff,
  IconDeviceMobileQuestion,
  IconDeviceMobileX,
  IconEyeCheck,
  IconEyeOff,
  IconEyeQuestion,
  IconEyeX,
  IconFileAlert,
  IconFileCheck,
  IconFileDownload,
  IconFileUpload,
  IconFileX,
  IconFlag,
  IconFolder,
  IconFolderCheck,
  IconFolderOff,
  IconFolderPlus,
  IconFolderQuestion,
  IconFolderX,
  IconKey,
  IconMessage,
  IconMoon,
  IconNotes,
  IconPencil,
  IconPhoto,
  IconPhotoOff,
  IconPhotoScan,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerRecord,
  IconPlayerStop,
  IconPlugConnected,
  IconPlugConnectedX,
  IconRefresh,
  IconShieldX,
  IconSnowflake,
  IconSun,
  IconTag,
  IconTrash,
  IconUserCheck,
  IconUserX,
  IconVideo,
  IconX,
  IconZoomIn,
} from '@tabler/icons-react';
import type { AnnotationElement } from '../../shared/annotation/element';
import type { Source, Tab } from '../../shared/session/session-event';
import { tellMarks } from '../../shared/session/told/marks';
import type { WordedEvent } from '../../shared/session/told/tell';
import { toolFaces } from '../annotation/tool-list';
import { policyIcons } from '../file-transfer/policy';

/** How an event stands on the ruler: a tick, or a ring where it changes what is seen. */
export type EventMark = 'tick' | 'ring-accent' | 'ring-live' | 'ring-wait' | 'ring-stop' | 'ring-neutral';

/** How an entry looks in the log. */
export interface EventFace {
  readonly icon: Icon;
  readonly mark: EventMark;
}

type Faces = {
  readonly [Kind in WordedEvent['kind']]:
    | EventFace
    | ((event: Extract<WordedEvent, { kind: Kind }>) => EventFace);
};

const face = (icon: Icon, mark: EventMark = 'tick'): EventFace => ({ icon, mark });

const sourceIcons: Readonly<Record<Source, Icon>> = { screen: IconDeviceMobile, camera: IconCamera };
const sourceOffIcons: Readonly<Record<Source, Icon>> = { screen: IconDeviceMobileOff, camera: IconCameraOff };
const tabIcons: Readonly<Record<Tab, Icon>> = {
  chat: IconMessage,
  screen: IconDeviceMobile,
  camera: IconCamera,
  photos: IconPhoto,
  files: IconFolder,
};

const faces: Faces = {
  'session-key-used': face(IconKey),
  'reference-set': face(IconTag),
  'session-started': face(IconUserCheck, 'ring-accent'),
  'session-declined': face(IconUserX, 'ring-stop'),
  'sharing-requested': face(IconEyeQuestion),
  'sharing-request-cancelled': face(IconEyeX),
  'sharing-allowed': face(IconEyeCheck),
  'sharing-declined': face(IconEyeOff),
  'sharing-stopped': face(IconEyeOff, 'ring-neutral'),
  'source-started': ({ method, source }) =>
    face(method === 'broadcast' ? IconBroadcast : sourceIcons[source], 'ring-live'),
  'source-stopped': ({ source }) => face(sourceOffIcons[source], 'ring-neutral'),
  'source-failed': ({ source }) => face(sourceOffIcons[source], 'ring-stop'),
  'camera-changed': ({ torch, zoom }) =>
    face(torch ? IconBulb : zoom === 1 ? IconCameraRotate : IconZoomIn, 'ring-live'),
  'sharing-paused': face(IconPlayerPause, 'ring-wait'),
  'sharing-resumed': face(IconPlayerPlay, 'ring-live'),
  'photo-choosing-began': face(IconEyeOff, 'ring-wait'),
  'photo-shown': face(IconPhoto),
  'quality-selected': face(IconAdjustmentsAlt),
  'still-requested': face(IconPhotoScan),
  'still-sent': face(IconPhotoScan),
  'still-failed': face(IconPhotoOff),
  'snapshot-saved': face(IconCapture),
  'recording-requested': face(IconPlayerRecord),
  'recording-declined': face(IconPlayerRecord),
  'recording-allowed': face(IconPlayerRecord),
  'recording-started': face(IconPlayerRecord),
  'recording-paused': face(IconPlayerPause),
  'recording-resumed': face(IconPlayerRecord),
  'recording-stopped': face(IconPlayerStop),
  'recording-revoked': face(IconPlayerStop, 'ring-neutral'),
  'system-information-requested': face(IconDeviceMobileQuestion),
  'system-information-allowed': face(IconDeviceMobileCheck),
  'system-information-declined': face(IconDeviceMobileX),
  'system-information-revoked': face(IconDeviceMobileX, 'ring-neutral'),
  'system-information-reported': face(IconDeviceMobileCode, 'ring-accent'),
  'notes-written': face(IconNotes),
  'outcome-set': face(IconFlag),
  'resume-refused': face(IconShieldX, 'ring-stop'),
  'annotation-began': face(IconSnowflake, 'ring-wait'),
  'annotation-changed': (event) => face(iconOfMark(tellMarks([event]).last)),
  'annotation-cleared': face(IconPlayerPlay, 'ring-live'),
  'annotation-saved': face(IconDeviceFloppy),
  'tab-opened': ({ tab }) => face(tabIcons[tab]),
  'video-received': face(IconVideo),
  'customer-connection-lost': face(IconPlugConnectedX, 'ring-wait'),
  'customer-reconnected': face(IconPlugConnected),
  'customer-went-away': face(IconMoon),
  'customer-returned': face(IconSun),
  'console-restarted': face(IconRefresh),
  'session-ended': face(IconX, 'ring-neutral'),
  'file-access-requested': face(IconFolderQuestion),
  'file-access-allowed': face(IconFolderCheck),
  'file-access-declined': face(IconFolderX),
  'file-access-revoked': face(IconFolderOff, 'ring-neutral'),
  'file-policy-selected': ({ policy }) => face(policyIcons[policy]),
  'file-transfer-offered': ({ direction }) =>
    face(direction === 'to-customer' ? IconFileUpload : IconFileDownload),
  'file-transfer-refused': face(IconFileX),
  'file-transfer-begun-anew': face(IconRefresh),
  'file-transfer-completed': face(IconFileCheck),
  'file-transfer-failed': face(IconFileAlert, 'ring-stop'),
  'file-transfer-cancelled': face(IconFileX),
  'customer-folder-created': face(IconFolderPlus),
  'customer-file-renamed': face(IconPencil),
  'customer-files-deleted': face(IconTrash),
};

/** Returns how an entry looks in the log. */
export function faceOf(event: WordedEvent): EventFace {
  // TypeScript cannot see that the entry of an event's own kind takes that event; the table's type has just said so.
  const found = faces[event.kind] as EventFace | ((event: WordedEvent) => EventFace);
  return typeof found === 'function' ? found(event) : found;
}

/** Returns the icon of the tool that made a mark. */
export function iconOfMark(element: AnnotationElement | undefined): Icon {
  return toolFaces.find(({ tool }) => tool === element?.kind)?.icon ?? IconPencil;
}
