import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type Quality, type QualityLevel, qualityNames, qualitySchema } from '../../shared/quality';
import type { Source } from '../../shared/session/session-event';
import styles from './toolbar.module.css';

/** What the dropdown shows as its value: Automatic tells the level it is at. */
export function qualityValue(quality: Quality, automaticLevel: QualityLevel | null): string {
  return quality === 'automatic' && automaticLevel !== null
    ? `${qualityNames.automatic}, ${qualityNames[automaticLevel]}`
    : qualityNames[quality];
}

/** Select Quality: the levels, the one selected, and which suit a camera. */
export function QualityMenu({
  quality,
  automaticLevel,
  source,
  hasLabel,
  onSelect,
}: {
  readonly quality: Quality;
  readonly automaticLevel: QualityLevel | null;
  readonly source: Source;
  /** Whether the dropdown's name stands beside its value. */
  readonly hasLabel: boolean;
  readonly onSelect: (quality: Quality) => void;
}) {
  const value = qualityValue(quality, automaticLevel);
  return (
    <Menu position="bottom-start" width={248}>
      <Menu.Target>
        <Button
          size="sm"
          className={styles.dropdown ?? ''}
          aria-label={`Select Quality: ${value}`}
          title={hasLabel ? undefined : 'Select Quality'}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          {hasLabel && <span className={styles.dropdownName}>Select Quality</span>}
          {value}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Quality">
        <Menu.RadioGroup
          value={quality}
          onChange={(value) => {
            const chosen = qualitySchema.safeParse(value);
            if (chosen.success) onSelect(chosen.data);
          }}
        >
          {qualitySchema.options.map((option) => (
            <Menu.RadioItem key={option} value={option} closeMenuOnClick>
              {option === quality ? value : qualityNames[option]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {source === 'camera' && (
          <p className={styles.hint}>More Colors or Full Color suit the camera best.</p>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
