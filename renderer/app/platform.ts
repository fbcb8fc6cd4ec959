import { useAppSelector } from '../store/store';

/** How this system writes a shortcut with its command key, e.g. "⌘ N" or "Ctrl N". */
export function shortcutText(platform: string, key: string): string {
  return platform === 'darwin' ? `⌘ ${key}` : `Ctrl ${key}`;
}

/** `darwin`, `win32` or `linux`; empty until main has said it. */
export function usePlatform(): string {
  return useAppSelector(({ console: { start } }) => (start.kind === 'ready' ? start.platform : ''));
}
