import { Button, Menu } from '@mantine/core';
import { IconAdjustments, IconChevronDown } from '@tabler/icons-react';
import { type Quality, type QualityLevel, qualityNames, qualitySchema } from '../../shared/quality';
import type { DropdownLook } from './dropdown-look';
import styles from './toolbar.module.css';

/** What the dropdown shows as its value: Automatic tells the level it is at. */
export function qualityValue(quality: Quality, automaticLevel: QualityLevel | null): string {
  return quality === 'automatic' && automaticLevel !== null
    ? `${qualityNames.automatic}, ${qualityNames[automaticLevel]}`
    : qualityNames[quality];
}

/** Select Quality: the levels, the one selected, and which are best. */
export function QualityMenu({
  quality,
  automaticLevel,
  look,
  onSelect,
}: {
  readonly quality: Quality;
  readonly automaticLevel: QualityLevel | null;
  readonly look: DropdownLook;
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
          title={look === 'named' ? undefined : `Select Quality: ${value}`}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          {look === 'named' && <span className={styles.dropdownName}>Select Quality</span>}
          {look === 'icon' ? <IconAdjustments size={16} stroke={1.75} aria-hidden /> : value}
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
        <p className={styles.hint}>For best results, use the More Colors or Full Color quality options.</p>
      </Menu.Dropdown>
    </Menu>
  );
}
