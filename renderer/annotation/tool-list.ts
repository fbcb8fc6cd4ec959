import {
  type Icon,
  IconArrowUpRight,
  IconCircleNumber1,
  IconEraser,
  IconHighlight,
  IconLine,
  IconOvalVertical,
  IconPencil,
  IconPointer,
  IconRectangle,
  IconTypography,
  IconWand,
} from '@tabler/icons-react';
import { type Ink, inks, type StrokeWidth, strokeWidths } from '../../shared/annotation/ink';
import type { Tool, ToolChoice } from '../../shared/annotation/tools/tool';

/** How a tool is shown. */
export interface ToolFace {
  readonly tool: Tool;
  readonly label: string;
  readonly icon: Icon;
  /** The key that takes it while the pane has the focus. */
  readonly shortcut: string;
}

const face = (tool: Tool, label: string, icon: Icon, shortcut: string): ToolFace => ({
  tool,
  label,
  icon,
  shortcut,
});

/** The tools in the order of the annotation bar. */
export const toolFaces: readonly ToolFace[] = [
  face('pen', 'Pen', IconPencil, 'P'),
  face('highlighter', 'Highlighter', IconHighlight, 'M'),
  face('line', 'Line', IconLine, 'N'),
  face('arrow', 'Arrow', IconArrowUpRight, 'A'),
  face('rectangle', 'Rectangle', IconRectangle, 'B'),
  face('ellipse', 'Ellipse', IconOvalVertical, 'O'),
  face('text', 'Text', IconTypography, 'T'),
  face('pin', 'Numbered pin', IconCircleNumber1, 'C'),
  face('eraser', 'Eraser', IconEraser, 'X'),
  face('laser', 'Laser pointer', IconWand, 'Q'),
  face('select', 'Select', IconPointer, 'V'),
];

export const inkNames: Readonly<Record<Ink, string>> = {
  red: 'Red',
  yellow: 'Yellow',
  green: 'Green',
  blue: 'Blue',
  white: 'White',
  black: 'Black',
};

export const widthNames: Readonly<Record<StrokeWidth, string>> = {
  thin: 'Thin',
  medium: 'Medium',
  thick: 'Thick',
};

/** What a key asks of the annotation while the pane has the focus. */
export type AnnotationCommand =
  | { readonly kind: 'choose'; readonly change: Partial<ToolChoice> }
  | { readonly kind: 'thinner' | 'thicker' }
  | { readonly kind: 'undo' | 'redo' | 'delete' | 'escape' | 'select-all' | 'save' | 'clear' }
  | { readonly kind: 'nudge'; readonly x: number; readonly y: number };

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>;

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The command of a key press, or undefined where it has none; nudges count in steps of the view. */
export function commandOfPress(pressed: Pressed, platform: string): AnnotationCommand | undefined {
  if (pressed.isComposing) return undefined;
  const { key, shiftKey } = pressed;
  const letter = key.toLowerCase();
  const isCommand = platform === 'darwin' ? pressed.metaKey : pressed.ctrlKey;
  if (isCommand && !pressed.altKey) {
    if (letter === 'z') return { kind: shiftKey ? 'redo' : 'undo' };
    if (letter === 'y' && platform !== 'darwin') return { kind: 'redo' };
    if (letter === 'a') return { kind: 'select-all' };
    if (letter === 's') return { kind: 'save' };
    if (key === 'Enter') return { kind: 'clear' };
    return undefined;
  }
  if (pressed.ctrlKey || pressed.metaKey) return undefined;
  if (pressed.altKey) {
    const digit = /^Digit([1-6])$/.exec(pressed.code)?.[1];
    const colour = digit === undefined ? undefined : inks[Number(digit) - 1];
    return colour === undefined ? undefined : { kind: 'choose', change: { colour } };
  }
  if (key === 'Escape') return { kind: 'escape' };
  if (key === 'Delete' || key === 'Backspace') return { kind: 'delete' };
  if (key === ',') return { kind: 'thinner' };
  if (key === '.') return { kind: 'thicker' };
  const arrow = arrows[key];
  if (arrow !== undefined) {
    const step = shiftKey ? 10 : 1;
    return { kind: 'nudge', x: arrow[0] * step, y: arrow[1] * step };
  }
  const found = toolFaces.find(({ shortcut }) => shortcut.toLowerCase() === letter);
  return found === undefined ? undefined : { kind: 'choose', change: { tool: found.tool } };
}

/** The next width, or the same at either end. */
export function widthBeside(width: StrokeWidth, step: 1 | -1): StrokeWidth {
  return strokeWidths[strokeWidths.indexOf(width) + step] ?? width;
}

/** A shortcut as this system writes it, e.g. "⌘Z" or "Ctrl+Z". */
export function commandKey(key: string, platform: string, shift = false): string {
  return platform === 'darwin' ? `${shift ? '⇧' : ''}⌘${key}` : `Ctrl+${shift ? 'Shift+' : ''}${key}`;
}
