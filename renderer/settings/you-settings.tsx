import { Input, SegmentedControl, Switch } from '@mantine/core';
import { limits } from '../../shared/limits';
import type { Settings } from '../../shared/settings/settings';
import { SavedField } from '../kit/saved-field';
import styles from './settings-dialog.module.css';
import { useChoice, useSettings } from './use-settings';

const schemes = [
  { value: 'system', label: 'Same as system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const satisfies readonly { value: Settings['colorScheme']; label: string }[];

/** Shows the representative's name, the appearance, and how waiting customers are announced. */
export function YouSettings() {
  const [settings, change] = useSettings();
  const scheme = useChoice(settings.colorScheme, (colorScheme) => change({ colorScheme }));
  const sounds = useChoice(settings.sounds, (on) => change({ sounds: on }));
  const notifications = useChoice(settings.notifications, (on) => change({ notifications: on }));
  return (
    <>
      <div className={styles.group}>
        <SavedField
          label="Your name"
          description="Customers see it when you accept them."
          value={settings.representativeName}
          maxLength={limits.nameCharacters}
          check={(text) => (text.trim() === '' ? 'Customers see this name, so it cannot be empty.' : null)}
          save={(representativeName) => change({ representativeName })}
        />
      </div>
      <div className={styles.group}>
        <Input.Wrapper label="Appearance" labelElement="div" error={scheme.problem}>
          <div>
            <SegmentedControl
              aria-label="Appearance"
              data={[...schemes]}
              value={scheme.value}
              onChange={(value) =>
                scheme.choose(schemes.find((known) => known.value === value)?.value ?? 'system')
              }
            />
          </div>
        </Input.Wrapper>
      </div>
      <div className={styles.group}>
        <Switch
          label="Play a sound when a customer arrives"
          checked={sounds.value}
          error={sounds.problem}
          onChange={(event) => sounds.choose(event.currentTarget.checked)}
        />
        <Switch
          label="Show a desktop notification when this window is not in front"
          checked={notifications.value}
          error={notifications.problem}
          onChange={(event) => notifications.choose(event.currentTarget.checked)}
        />
      </div>
    </>
  );
}
