/** What a key does in a list of files. */
export type ListCommand =
  | {
      readonly kind: 'go';
      readonly to: 'previous' | 'next' | 'page-up' | 'page-down' | 'first' | 'last';
      /** Alone, as far as a range, or the keyboard only. */
      readonly mode: 'one' | 'range' | 'focus';
    }
  | { readonly kind: 'toggle' | 'select-all' | 'select-none' | 'open' | 'parent' | 'refresh' }
  | { readonly kind: 'rename' | 'delete' | 'new-folder' | 'transfer' | 'filter' | 'menu' }
  | { readonly kind: 'jump'; readonly letter: string };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const moves: Readonly<Record<string, Extract<ListCommand, { kind: 'go' }>['to']>> = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
};

/** What the key means there, or `undefined` for nothing; `platform` decides between Ctrl and ⌘. */
export function listCommand(event: Key, platform: string): ListCommand | undefined {
  const isMac = platform === 'darwin';
  const withCommand = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  if (other) return undefined;
  if (event.altKey) return event.key === 'ArrowUp' && !withCommand ? { kind: 'parent' } : undefined;
  if (isMac && withCommand) {
    if (event.key === 'ArrowUp') return { kind: 'parent' };
    if (event.key === 'ArrowDown') return { kind: 'open' };
    if (event.key === 'Backspace') return { kind: 'delete' };
  }
  const to = moves[event.key];
  if (to !== undefined) {
    return { kind: 'go', to, mode: event.shiftKey ? 'range' : withCommand ? 'focus' : 'one' };
  }
  if (withCommand) return withCommandKey(event);
  switch (event.key) {
    case ' ':
      return { kind: 'toggle' };
    case 'Enter':
      return { kind: 'open' };
    case 'Escape':
      return { kind: 'select-none' };
    case 'Backspace':
      return { kind: 'parent' };
    case 'Delete':
      return { kind: 'delete' };
    case 'F2':
      return { kind: 'rename' };
    case 'F5':
      return { kind: 'refresh' };
    case 'F10':
      return event.shiftKey ? { kind: 'menu' } : undefined;
    case 'ContextMenu':
      return { kind: 'menu' };
    default:
      return [...event.key].length === 1 ? { kind: 'jump', letter: event.key } : undefined;
  }
}

function withCommandKey({ key, shiftKey }: Key): ListCommand | undefined {
  if (key === 'Enter') return { kind: 'transfer' };
  if (key === ' ') return { kind: 'toggle' };
  switch (key.toLowerCase()) {
    case 'a':
      return { kind: 'select-all' };
    case 'f':
      return { kind: 'filter' };
    case 'r':
      return { kind: 'refresh' };
    case 'n':
      return shiftKey ? { kind: 'new-folder' } : undefined;
    default:
      return undefined;
  }
}
