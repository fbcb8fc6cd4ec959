import {
  type Icon,
  IconFile,
  IconFileCertificate,
  IconFileMusic,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconFolder,
  IconLink,
  IconMovie,
  IconPhoto,
  IconTerminal2,
} from '@tabler/icons-react';
import { splitName } from '../../shared/file-transfer/file-name';
import type { ListedEntry } from './arrange';

const groups: readonly (readonly [Icon, string])[] = [
  [IconPhoto, 'png jpg jpeg gif webp avif heic heif bmp svg tif tiff'],
  [IconMovie, 'mov mp4 m4v webm avi mkv 3gp'],
  [IconFileMusic, 'mp3 m4a aac wav ogg oga opus flac'],
  [IconFileTypePdf, 'pdf'],
  [IconFileText, 'txt md log rtf doc docx odt pages html htm xml json ini conf'],
  [IconFileSpreadsheet, 'csv tsv xls xlsx ods numbers'],
  [IconFileZip, 'zip gz tgz bz2 xz 7z rar tar'],
  [IconFileCertificate, 'mobileconfig mobileprovision cer crt pem p12 pfx key'],
  [IconTerminal2, 'exe msi bat cmd com ps1 vbs scr sh command app dmg pkg deb rpm appimage jar desktop apk'],
];

const icons: ReadonlyMap<string, Icon> = new Map(
  groups.flatMap(([icon, extensions]) =>
    extensions.split(' ').map((extension): [string, Icon] => [extension, icon]),
  ),
);

/** The icon of an entry: a folder's, or that of its extension. */
export function entryIcon({ name, kind }: Pick<ListedEntry, 'name' | 'kind'>): Icon {
  if (kind === 'folder') return IconFolder;
  if (kind === 'link') return IconLink;
  const extension = splitName(name).extension.toLowerCase().split('.').at(-1) ?? '';
  return icons.get(extension) ?? IconFile;
}
