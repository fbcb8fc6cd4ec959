/** What a key does while the pane has the focus. */
export type PaneCommand =
  | 'fit'
  | 'actual'
  | 'zoom-in'
  | 'zoom-out'
  | 'turn-left'
  | 'turn-right'
  | 'full-screen'
  | 'snapshot'
  | 'copy'
  | 'still'
  | 'record'
  | 'detach'
  | 'statistics'
  | 'pan-left'
  | 'pan-right'
  | 'pan-up'
  | 'pan-down';

/** The keys as tooltips and menus write them. */
export const paneKeys = {
  fit: '0',
  actual: '1',
  'zoom-in': '+',
  'zoom-out': '−',
  'turn-left': 'L',
  'turn-right': 'R',
  'full-screen': 'F',
  snapshot: 'S',
  still: 'H',
  record: 'E',
  detach: 'D',
  statistics: 'I',
} as const satisfies Partial<Record<PaneCommand, string>>;

const byKey: ReadonlyMap<string, PaneCommand> = new Map<string, PaneCommand>(
  Object.entries({
    '0': 'fit',
    '1': 'actual',
    '+': 'zoom-in',
    '=': 'zoom-in',
    '-': 'zoom-out',
    l: 'turn-left',
    r: 'turn-right',
    f: 'full-screen',
    s: 'snapshot',
    h: 'still',
    e: 'record',
    d: 'detach',
    i: 'statistics',
  } satisfies Record<string, PaneCommand>),
);
const arrows: ReadonlyMap<string, PaneCommand> = new Map<string, PaneCommand>(
  Object.entries({
    ArrowLeft: 'pan-left',
    ArrowRight: 'pan-right',
    ArrowUp: 'pan-up',
    ArrowDown: 'pan-down',
  } satisfies Record<string, PaneCommand>),
);

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/** The command of a key press, or undefined where it has none; `onPicture` is whether the picture has the focus. */
export function commandOfKey(
  pressed: Pressed,
  platform: string,
  onPicture: boolean,
): PaneCommand | undefined {
  if (pressed.isComposing || pressed.altKey) return undefined;
  const command = platform === 'darwin' ? pressed.metaKey : pressed.ctrlKey;
  if (command || pressed.ctrlKey || pressed.metaKey) {
    return command && onPicture && pressed.key.toLowerCase() === 'c' ? 'copy' : undefined;
  }
  const arrow = arrows.get(pressed.key);
  if (arrow !== undefined) return onPicture ? arrow : undefined;
  return byKey.get(pressed.key.toLowerCase());
}
