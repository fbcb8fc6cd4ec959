/** Devices of Windows: opened instead of a file, in any folder and with any extension. */
const devices = /^(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9])$/;

/** Files of NTFS itself, which only the top folder of a disk holds. */
const volumeFiles = /^\$(?:MFT|MFTMIRR|LOGFILE|VOLUME|ATTRDEF|BITMAP|BOOT|BADCLUS|SECURE|UPCASE|EXTEND)$/;

/** Returns whether Windows takes `name` as a device or a part of its file system: `nul.txt`, `COM¹`, `con .log`. */
export function isReservedName(name: string): boolean {
  const plain = name.normalize('NFKC').toUpperCase();
  const stem = (plain.split(/[.:]/)[0] ?? '').trimEnd();
  return devices.test(stem) || volumeFiles.test(stem);
}

/**
 * Returns whether `name` has the form of a DOS short name (`REPORT~1.TXT`), by which Windows also opens another
 * file.
 */
export function isShortName(name: string): boolean {
  return /^(?=[^.]{1,8}(?:\.|$))[^.]*~\d+(?:\.[^.]{0,3})?$/.test(name);
}
