import type { Stats } from 'node:fs';

/** Endings of what Windows, macOS or Linux desktops run, install or let run code when opened. */
const runnable: ReadonlySet<string> = new Set(
  (
    'exe com scr pif bat cmd ps1 psm1 psd1 vbs vbe js jse mjs cjs ws wsf wsh wsc msi msp mst msix appx appinstaller ' +
    'cpl msc jar jnlp hta reg inf lnk url scf chm gadget application appref-ms dll ocx sys drv iso img vhd vhdx ' +
    'settingcontent-ms library-ms search-ms diagcab xll xlam docm dotm xlsm xltm pptm potm ppam sldm ' +
    'app command tool workflow action pkg mpkg dmg terminal inetloc fileloc webloc mobileconfig scpt applescript osascript ' +
    'desktop run bin appimage sh bash zsh csh ksh fish deb rpm snap flatpak flatpakref py pyw pyc pl rb php lua tcl'
  ).split(' '),
);

/** Whether opening a file may run it: by its ending anywhere, or by its mode on macOS and Linux. */
export function isExecutable(name: string, stats: Pick<Stats, 'mode'>, platform = process.platform): boolean {
  const ending = /\.([^.]+)$/.exec(name.replace(/[. ]+$/, ''))?.[1]?.toLowerCase() ?? '';
  if (runnable.has(ending)) return true;
  return platform !== 'win32' && (stats.mode & 0o111) !== 0;
}
