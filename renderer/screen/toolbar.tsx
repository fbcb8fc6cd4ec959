import { ActionIcon, Button, Menu, SegmentedControl, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PictureControls } from '../picture/use-picture-controls';
import type { DropdownLook } from './dropdown-look';
import type { Tool, ToolName } from './pane-tools';
import styles from './toolbar.module.css';
import { foldTools, mostFolded } from './toolbar-fold';
import { useToolbarFold } from './use-toolbar-fold';
import { LookItems, ZoomItems, ZoomMenu } from './zoom-menu';

/**
 * How the picture is made, looked at and kept. It never wraps: labels go first, then the right end folds into a menu, and
 * at last how the picture is looked at.
 */
export function Toolbar({
  controls,
  tools,
  onTool,
  quality,
  annotations,
}: {
  /** Null where there is no picture to look at. */
  readonly controls: PictureControls | null;
  readonly tools: readonly Tool[];
  readonly onTool: (name: ToolName) => void;
  /** The quality dropdown; null where the source does not follow quality. */
  readonly quality: { readonly value: string; readonly menu: (look: DropdownLook) => ReactNode } | null;
  /** The annotations dropdown; null where there is nothing to annotate. */
  readonly annotations: ((look: DropdownLook) => ReactNode) | null;
}) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const content = [
    quality?.value,
    annotations === null,
    controls === null,
    ...tools.map(({ label }) => label),
  ].join();
  const level = useToolbarFold(element, content, mostFolded(tools.length));
  const { hasLabels, namesDropdowns, isCompact, shown, folded } = foldTools(tools, level);
  const look: DropdownLook = isCompact ? 'icon' : namesDropdowns ? 'named' : 'value';
  return (
    <div ref={setElement} className={styles.toolbar} role="toolbar" aria-label="Screen">
      {quality?.menu(look)}
      {annotations?.(look)}
      {(quality !== null || annotations !== null) && controls !== null && !isCompact && (
        <span className={styles.rule} />
      )}
      {controls !== null && !isCompact && (
        <>
          <SegmentedControl
            withItemsBorders={false}
            aria-label="Picture size"
            value={scaleOf(controls)}
            onChange={(value) => (value === 'actual' ? controls.actual() : controls.fit())}
            data={[
              { value: 'fit', label: 'Fit' },
              { value: 'actual', label: '1:1' },
            ]}
            classNames={{ root: styles.scales ?? '', label: styles.scaleLabel ?? '' }}
          />
          <ZoomMenu controls={controls} />
        </>
      )}
      <span className={styles.gap} data-gap />
      {shown.map((tool) => (
        <ToolButton key={tool.name} tool={tool} hasLabel={hasLabels} onTool={onTool} />
      ))}
      {folded.length > 0 && (
        <MoreMenu tools={folded} onTool={onTool} controls={isCompact ? controls : null} />
      )}
    </div>
  );
}

function scaleOf({ view, shownScale }: PictureControls): string {
  if (view.kind === 'fit') return 'fit';
  return Math.abs(shownScale - 1) < 0.001 ? 'actual' : '';
}

function tooltip({ label, shortcut, reason }: Tool): string {
  if (reason !== '') return `${label}: ${reason}`;
  return shortcut === '' ? label : `${label} (${shortcut})`;
}

function ToolButton({
  tool,
  hasLabel,
  onTool,
}: {
  readonly tool: Tool;
  readonly hasLabel: boolean;
  readonly onTool: (name: ToolName) => void;
}) {
  const Icon = tool.icon;
  const icon = <Icon size={16} stroke={1.75} className={styles.toolIcon} data-tone={tool.tone} aria-hidden />;
  const isOff = tool.reason !== '';
  const shared = {
    'aria-disabled': isOff || undefined,
    'data-off': isOff || undefined,
    'aria-keyshortcuts': tool.shortcut === '' ? undefined : tool.shortcut,
    onClick: () => {
      if (!isOff) onTool(tool.name);
    },
  };
  return (
    <Tooltip label={tooltip(tool)} multiline maw={260}>
      {hasLabel && !tool.isIconOnly ? (
        <Button
          {...shared}
          variant="quiet"
          size="sm"
          className={styles.tool ?? ''}
          leftSection={icon}
          aria-description={isOff ? tool.reason : undefined}
        >
          {tool.label}
        </Button>
      ) : (
        <ActionIcon
          {...shared}
          className={styles.iconTool ?? ''}
          aria-label={tool.label}
          aria-description={isOff ? tool.reason : undefined}
        >
          {icon}
        </ActionIcon>
      )}
    </Tooltip>
  );
}

function MoreMenu({
  tools,
  onTool,
  controls,
}: {
  readonly tools: readonly Tool[];
  readonly onTool: (name: ToolName) => void;
  /** Where how the picture is looked at is in this menu, too. */
  readonly controls: PictureControls | null;
}) {
  return (
    <Menu position="bottom-end" width={240}>
      <Tooltip label="More">
        <Menu.Target>
          <ActionIcon aria-label="More tools">
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown aria-label="More tools">
        {tools.map((tool) => {
          const Icon = tool.icon;
          return (
            <Menu.Item
              key={tool.name}
              leftSection={
                <Icon size={16} stroke={1.75} className={styles.toolIcon} data-tone={tool.tone} aria-hidden />
              }
              rightSection={
                tool.shortcut === '' ? undefined : <kbd className={styles.key}>{tool.shortcut}</kbd>
              }
              disabled={tool.reason !== ''}
              title={tool.reason === '' ? undefined : tool.reason}
              onClick={() => onTool(tool.name)}
            >
              {tool.label}
            </Menu.Item>
          );
        })}
        {controls !== null && (
          <>
            <Menu.Divider />
            <LookItems controls={controls} />
            <ZoomItems controls={controls} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
