import { type Icon, IconArrowLeft, IconArrowRight, IconArrowsRightLeft, IconBan } from '@tabler/icons-react';

import type { FilePolicy } from '../../shared/file-transfer/file-transfer-event';

/** A policy's name, as menu and log show it. */
export const policyNames: Readonly<Record<FilePolicy, string>> = {
  both: 'Both ways',
  'upload-only': 'To the phone only',
  'download-only': 'From the phone only',
  off: 'Off',
};

export const policyIcons: Readonly<Record<FilePolicy, Icon>> = {
  both: IconArrowsRightLeft,
  'upload-only': IconArrowRight,
  'download-only': IconArrowLeft,
  off: IconBan,
};
