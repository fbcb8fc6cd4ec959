import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { usePlatform } from '../store/selectors';
import type { ListedEntry, SortColumn, Sorting } from './arrange';
import { type FileDrag, type Hovering, type ListSide, useFileDrags } from './drag';
import styles from './file-list.module.css';
import { FileListHead } from './file-list-head';
import { FileRow, rowHeight } from './file-row';
import { type ListCommand, listCommand } from './list-keys';
import { choose, chooseAll, chooseNone, focusOn, nextBeginningWith, type Selection } from './selection';

/** Letters typed within this many milliseconds are one word to jump to. */
const typingMs = 800;
const initialRect = { width: 360, height: 600 };

/** What a list asks of the pane around it. */
export type ListRequest = Extract<
  ListCommand['kind'],
  'parent' | 'refresh' | 'rename' | 'delete' | 'new-folder' | 'transfer' | 'filter'
>;

export interface FileListProps {
  readonly label: string;
  readonly side: ListSide;
  readonly sessionId: string;
  /** In the order they are shown. */
  readonly entries: readonly ListedEntry[];
  readonly sorting: Sorting;
  readonly onSort: (column: SortColumn) => void;
  readonly selection: Selection;
  readonly onSelection: (change: (selection: Selection) => Selection) => void;
  readonly onOpen: (entry: ListedEntry) => void;
  readonly onRequest: (request: ListRequest) => void;
  /** Asks for the menu at a point of the window, in pixels. */
  readonly onMenu: (x: number, y: number) => void;
  /** Whether what hovers may be dropped here, into the folder shown or the one named. */
  readonly accepts: (what: Hovering, folder: string | null) => boolean;
  readonly onDrop: (what: Hovering, folder: string | null, event: DragEvent) => void;
  readonly now: number;
  /** What stands there while nothing is listed. */
  readonly empty: string;
  readonly isBusy: boolean;
}

/** The entries of one folder: any number, only those in view in the document, all of it by keyboard, mouse and drag. */
export function FileList(props: FileListProps) {
  const { entries, selection, onSelection, side } = props;
  const platform = usePlatform();
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const [target, setTarget] = useState<{ readonly folder: string | null } | null>(null);
  const order = entries.map(({ name }) => name);
  const focusAt = selection.focus === null ? -1 : order.indexOf(selection.focus);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect,
  });

  const drags = useFileDrags();
  const { focus } = selection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view follows the keyboard, not each new order.
  useEffect(() => {
    if (focusAt >= 0) virtualizer.scrollToIndex(focusAt, { align: 'auto' });
  }, [focus]);

  const go = (command: Extract<ListCommand, { kind: 'go' }>) => {
    const page = Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? rowHeight) / rowHeight) - 1);
    const steps = { previous: -1, next: 1, 'page-up': -page, 'page-down': page } as const;
    const last = order.length - 1;
    const to =
      command.to === 'first'
        ? 0
        : command.to === 'last'
          ? last
          : focusAt < 0
            ? 0
            : focusAt + steps[command.to];
    const name = order[Math.max(0, Math.min(last, to))];
    if (name === undefined) return;
    const { mode } = command;
    onSelection((before) => (mode === 'focus' ? focusOn(before, name) : choose(before, order, name, mode)));
  };

  const jump = (letter: string) => {
    const now = performance.now();
    const text = now - typed.current.at < typingMs ? typed.current.text + letter : letter;
    typed.current = { text, at: now };
    const name = nextBeginningWith(order, selection.focus, text);
    if (name !== undefined) onSelection((before) => choose(before, order, name, 'one'));
  };

  const carryOut = (command: ListCommand) => {
    const focused = entries[focusAt];
    switch (command.kind) {
      case 'go':
        return go(command);
      case 'jump':
        return jump(command.letter);
      case 'toggle':
        if (focused !== undefined) onSelection((before) => choose(before, order, focused.name, 'toggle'));
        return;
      case 'select-all':
        return onSelection((before) => chooseAll(before, order));
      case 'select-none':
        return onSelection(chooseNone);
      case 'open':
        if (focused !== undefined) props.onOpen(focused);
        return;
      case 'menu': {
        const row = document.getElementById(`${listId}-${focusAt}`) ?? scroller.current;
        const box = row?.getBoundingClientRect();
        if (box !== undefined) props.onMenu(box.left + 24, box.top + rowHeight);
        return;
      }
      default:
        return props.onRequest(command.kind);
    }
  };

  const pressed = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const command = listCommand(event, platform);
    if (command === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    carryOut(command);
  };

  const clicked = (name: string, event: MouseEvent) => {
    const more = platform === 'darwin' ? event.metaKey : event.ctrlKey;
    onSelection((before) => choose(before, order, name, event.shiftKey ? 'range' : more ? 'toggle' : 'one'));
  };

  const menuAsked = (name: string | null, event: MouseEvent) => {
    event.preventDefault();
    if (name !== null && !selection.names.has(name)) {
      onSelection((before) => choose(before, order, name, 'one'));
    }
    props.onMenu(event.clientX, event.clientY);
  };

  const dragBegan = (name: string, event: DragEvent) => {
    const names = selection.names.has(name) ? order.filter((each) => selection.names.has(each)) : [name];
    if (!selection.names.has(name)) onSelection((before) => choose(before, order, name, 'one'));
    const drag: FileDrag = { side, sessionId: props.sessionId, names };
    drags.begin(event, drag);
  };

  const draggedOver = (event: DragEvent) => {
    const what = drags.hovering(event);
    const folder = folderAt(event);
    const place =
      what === undefined
        ? null
        : props.accepts(what, folder)
          ? folder
          : props.accepts(what, null)
            ? null
            : undefined;
    if (what === undefined || place === undefined) return setTarget(null);
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    if (target === null || target.folder !== place) setTarget({ folder: place });
  };

  const dropped = (event: DragEvent) => {
    const what = drags.hovering(event);
    const place = target;
    setTarget(null);
    if (what === undefined || place === null) return;
    event.preventDefault();
    event.stopPropagation();
    props.onDrop(what, place.folder, event);
    drags.end();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot hold only the rows in view.
    <div
      role="grid"
      className={styles.list}
      aria-label={props.label}
      aria-multiselectable
      aria-rowcount={entries.length + 1}
      aria-colcount={3}
      aria-busy={props.isBusy}
      aria-activedescendant={focusAt < 0 ? undefined : `${listId}-${focusAt}`}
      tabIndex={0}
      data-target={target !== null && target.folder === null ? true : undefined}
      onKeyDown={pressed}
      onDragOver={draggedOver}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) {
          setTarget(null);
        }
      }}
      onDrop={dropped}
    >
      <FileListHead sorting={props.sorting} onSort={props.onSort} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      <div
        ref={scroller}
        role="rowgroup"
        className={styles.scroller}
        onContextMenu={(event) => menuAsked(nameAt(event.target), event)}
      >
        {entries.length === 0 && <p className={styles.empty}>{props.empty}</p>}
        <div role="presentation" className={styles.sheet} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const entry = entries[index];
            if (entry === undefined) return null;
            return (
              <FileRow
                key={entry.name}
                id={`${listId}-${index}`}
                entry={entry}
                index={index}
                top={start}
                now={props.now}
                isSelected={selection.names.has(entry.name)}
                isFocused={selection.focus === entry.name}
                isTarget={target?.folder === entry.name}
                onClick={clicked}
                onOpen={props.onOpen}
                onDragStart={dragBegan}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function rowAt(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-name]') : null;
}

function nameAt(target: EventTarget): string | null {
  return rowAt(target)?.dataset.name ?? null;
}

/** The folder an event is over; null for the folder that is shown. */
function folderAt(event: DragEvent): string | null {
  const row = rowAt(event.target);
  return row?.dataset.kind === 'folder' ? (row.dataset.name ?? null) : null;
}
