/** How this system writes a shortcut with its command key, e.g. "⌘ N" or "Ctrl N". */
export function shortcutText(platform: string, key: string): string {
  return platform === 'darwin' ? `⌘ ${key}` : `Ctrl ${key}`;
}
