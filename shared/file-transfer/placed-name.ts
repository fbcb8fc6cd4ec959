import { checkFileName, type SafeFileName } from './file-name';

/** Files a system reads by itself where they lie: how a folder looks, or what a disk starts. */
const readBySystems: ReadonlySet<string> = new Set([
  'desktop.ini',
  'autorun.inf',
  'thumbs.db',
  'ehthumbs.db',
  'ehthumbs_vista.db',
  'folder.htt',
]);

/**
 * Returns the name under which a file or folder of the phone is placed on this computer: one that a system would hide or
 * read by itself begins with `_` instead (`.bashrc` is `_bashrc`, `desktop.ini` is `_desktop.ini`).
 */
export function placedName(name: SafeFileName): SafeFileName {
  const isRead = readBySystems.has(name.normalize('NFKC').toLowerCase());
  if (!isRead && !name.startsWith('.')) return name;
  const checked = checkFileName(`_${name.replace(/^\./, '')}`);
  switch (checked.kind) {
    case 'safe':
      return checked.name;
    case 'changed':
      return checked.to;
    case 'refused':
      throw new Error(`a safe name became ${checked.why} with _ before it`);
  }
}
