import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDeviceFloppy,
  IconPalette,
  IconPencil,
  IconPlayerPlayFilled,
} from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { type Ink, inkHex, inks, type StrokeWidth, strokeWidths } from '../../shared/annotation/ink';
import type { Tool } from '../../shared/annotation/tools/tool';
import { usePlatform } from '../store/selectors';
import styles from './annotation-bar.module.css';
import { commandKey, inkNames, toolFaces, widthNames } from './tool-list';
import type { Annotation } from './use-annotation';

/** The tools, colours and widths, and what is done with the frozen picture. It never wraps: colours and widths fold into a button. */
export function AnnotationBar({
  annotation,
  isOver,
  onClose,
}: {
  readonly annotation: Annotation;
  /** Whether nothing will be shown live afterwards, so that clearing only closes. */
  readonly isOver: boolean;
  /** Puts the frozen picture away where the session has ended; null while it runs. */
  readonly onClose: (() => void) | null;
}) {
  const { annotator, view, choice, choose } = annotation;
  const platform = usePlatform();
  const isFrozen = view.frame !== null;
  const canDraw = onClose === null;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Annotations">
      {canDraw && (
        <>
          <div className={styles.allTools}>
            <Tools value={choice.tool} onChange={(tool) => choose({ tool })} />
          </div>
          <div className={styles.oneTool}>
            <FoldedTools value={choice.tool} onChange={(tool) => choose({ tool })} />
          </div>
          <span className={styles.rule} />
          <div className={styles.wide}>
            <Inks value={choice.colour} onChange={(colour) => choose({ colour })} />
            <span className={styles.rule} />
            <Widths value={choice.width} onChange={(width) => choose({ width })} />
          </div>
          <div className={styles.narrow}>
            <Folded annotation={annotation} />
          </div>
          <span className={styles.rule} />
          <fieldset className={styles.group}>
            <legend className="sl-for-readers">History</legend>
            <IconButton
              label="Undo"
              shortcut={commandKey('Z', platform)}
              isOff={!view.canUndo}
              onClick={() => annotator.edit((marks) => marks.undo())}
            >
              <IconArrowBackUp size={16} stroke={1.75} aria-hidden />
            </IconButton>
            <IconButton
              label="Redo"
              shortcut={commandKey('Z', platform, true)}
              isOff={!view.canRedo}
              onClick={() => annotator.edit((marks) => marks.redo())}
            >
              <IconArrowForwardUp size={16} stroke={1.75} aria-hidden />
            </IconButton>
          </fieldset>
        </>
      )}
      <span className={styles.gap} />
      {!isFrozen && canDraw && (
        <span className={styles.firstMark}>The first mark freezes the picture, also on the phone.</span>
      )}
      {isFrozen && (
        <>
          <Tooltip label={`Save still (${commandKey('S', platform)})`}>
            <Button
              className={styles.save ?? ''}
              aria-label="Save still"
              disabled={annotation.isSaving || view.frame?.stage !== 'shared'}
              onClick={annotation.save}
            >
              <IconDeviceFloppy size={16} stroke={1.75} aria-hidden />
              <span className={styles.label}>Save still</span>
            </Button>
          </Tooltip>
          {onClose === null ? (
            <Tooltip label={`${clearLabel(isOver)} (${commandKey('Enter', platform)})`}>
              <Button
                variant="amber"
                className={styles.clear ?? ''}
                aria-label={clearLabel(isOver)}
                disabled={view.isClearing}
                onClick={annotation.clear}
                leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
              >
                Clear{!isOver && <span className={styles.label}>&nbsp;and resume</span>}
              </Button>
            </Tooltip>
          ) : (
            <Button onClick={onClose}>Close</Button>
          )}
        </>
      )}
    </div>
  );
}

/** Names what Clear does: where something is shown live afterwards, the video resumes. */
export function clearLabel(isOver: boolean): string {
  return isOver ? 'Clear' : 'Clear and resume';
}

function IconButton({
  label,
  shortcut,
  isOff,
  onClick,
  children,
}: {
  readonly label: string;
  readonly shortcut: string;
  readonly isOff: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip label={`${label} (${shortcut})`}>
      <ActionIcon
        size={26}
        aria-label={label}
        aria-disabled={isOff || undefined}
        data-off={isOff || undefined}
        className={styles.action ?? ''}
        onClick={() => {
          if (!isOff) onClick();
        }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface ToolsProps {
  readonly value: Tool;
  readonly onChange: (tool: Tool) => void;
}

function Tools({ value, onChange }: ToolsProps) {
  return (
    <fieldset className={styles.group}>
      <legend className="sl-for-readers">Tool</legend>
      {toolFaces.map(({ tool, label, icon: Icon, shortcut }) => (
        <Tooltip key={tool} label={`${label} (${shortcut})`}>
          <button
            type="button"
            className={styles.tool}
            aria-label={label}
            aria-keyshortcuts={shortcut}
            aria-pressed={value === tool}
            onClick={() => onChange(tool)}
          >
            <Icon size={16} stroke={1.75} aria-hidden />
          </button>
        </Tooltip>
      ))}
    </fieldset>
  );
}

/** The tools behind the one that is taken, where the bar is narrow. */
function FoldedTools({ value, onChange }: ToolsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const face = toolFaces.find(({ tool }) => tool === value);
  const Icon = face?.icon ?? IconPencil;
  return (
    <Popover position="bottom-start" withinPortal opened={isOpen} onChange={setIsOpen}>
      <Popover.Target>
        <ActionIcon
          size={26}
          aria-label={`Tool: ${face?.label ?? ''}`}
          title={`Tool: ${face?.label ?? ''}`}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.folded ?? ''}>
        <Tools
          value={value}
          onChange={(tool) => {
            onChange(tool);
            setIsOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Inks({ value, onChange }: { readonly value: Ink; readonly onChange: (ink: Ink) => void }) {
  const name = useId();
  return (
    <fieldset className={styles.inks}>
      <legend className="sl-for-readers">Colour</legend>
      {inks.map((ink, index) => (
        <Tooltip key={ink} label={`${inkNames[ink]} (Alt+${index + 1})`}>
          <label className={styles.ink} data-on={ink === value || undefined}>
            <input
              type="radio"
              name={name}
              className={styles.hiddenInput}
              checked={ink === value}
              aria-label={inkNames[ink]}
              onChange={() => onChange(ink)}
            />
            <span className={styles.swatch} style={{ background: inkHex[ink] }} />
          </label>
        </Tooltip>
      ))}
    </fieldset>
  );
}

function Widths({
  value,
  onChange,
}: {
  readonly value: StrokeWidth;
  readonly onChange: (width: StrokeWidth) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className="sl-for-readers">Width</legend>
      {strokeWidths.map((width) => (
        <Tooltip key={width} label={`${widthNames[width]} (, and . change the width)`}>
          <label className={styles.width} data-on={width === value || undefined}>
            <input
              type="radio"
              name={name}
              className={styles.hiddenInput}
              checked={width === value}
              aria-label={widthNames[width]}
              onChange={() => onChange(width)}
            />
            <span className={styles.stroke} data-width={width} />
          </label>
        </Tooltip>
      ))}
    </fieldset>
  );
}

/** Colours and widths behind one button, where the bar is narrow. */
function Folded({ annotation: { choice, choose } }: { readonly annotation: Annotation }) {
  return (
    <Popover position="bottom" withinPortal>
      <Popover.Target>
        <ActionIcon
          size={26}
          aria-label={`Colour and width: ${inkNames[choice.colour]}, ${widthNames[choice.width]}`}
          title="Colour and width"
        >
          <IconPalette size={16} stroke={1.75} color={inkHex[choice.colour]} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.folded ?? ''}>
        <Inks value={choice.colour} onChange={(colour) => choose({ colour })} />
        <Widths value={choice.width} onChange={(width) => choose({ width })} />
      </Popover.Dropdown>
    </Popover>
  );
}
