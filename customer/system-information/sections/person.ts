import type { InformationItem, InformationSection } from '../../../shared/system-information/report';
import { choice } from './display';
import {
  inferred,
  measured,
  member,
  notAvailable,
  numberOf,
  type PhoneWindow,
  section,
  textOf,
} from './item';

const permissionNames = [
  ['camera', 'Camera'],
  ['microphone', 'Microphone'],
  ['geolocation', 'Location'],
  ['notifications', 'Notifications'],
  ['persistent-storage', 'Lasting storage'],
  ['clipboard-read', 'Reading the clipboard'],
  ['screen-wake-lock', 'Keeping the screen on'],
] as const;

const permissionWords: Readonly<Record<string, string>> = {
  granted: 'Allowed',
  denied: 'Blocked',
  prompt: 'Asks first',
};

export async function permissionsSection({ navigator }: PhoneWindow): Promise<InformationSection> {
  const permissions = member(navigator, 'permissions');
  const query = member(permissions, 'query');
  const items = permissionNames.map(async ([name, label]): Promise<InformationItem> => {
    if (typeof query !== 'function') return notAvailable(name, label);
    try {
      const status: unknown = await Reflect.apply(query, permissions, [{ name }]);
      const state = textOf(member(status, 'state'));
      return measured(name, label, state === undefined ? undefined : (permissionWords[state] ?? state));
    } catch {
      // This browser does not know a permission of that name.
      return notAvailable(name, label);
    }
  });
  return section('permissions', 'Permissions of this site', await Promise.all(items));
}

export function languageSection(window: PhoneWindow, now: number): InformationSection {
  const { navigator } = window;
  const options = new Intl.DateTimeFormat().resolvedOptions();
  const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
  const offset = -new Date(now).getTimezoneOffset();
  return section('language', 'Language and time', [
    measured('language', 'Language', navigator.language),
    measured('languages', 'All languages', navigator.languages?.join(', ')),
    measured('region-format', 'Format of dates', options.locale),
    measured('calendar', 'Calendar', options.calendar),
    measured('numbers', 'Digits', options.numberingSystem),
    measured(
      'clock',
      'Clock',
      clock.hour12 === undefined ? undefined : clock.hour12 ? '12 hours' : '24 hours',
    ),
    measured('time-zone', 'Time zone', options.timeZone),
    measured('offset', 'Ahead of UTC', offset, 'min'),
    measured('time', 'Time on the device', new Date(now).toISOString()),
  ]);
}

export function accessibilitySection(window: PhoneWindow): InformationSection {
  const yesNo = (id: string, label: string, feature: string, yes: string, no = 'no-preference') =>
    choice(window, id, label, feature, [
      [yes, 'Yes'],
      [no, 'No'],
    ]);
  return section('accessibility', 'Accessibility', [
    textSize(window),
    yesNo('motion', 'Less motion', 'prefers-reduced-motion', 'reduce'),
    choice(window, 'contrast', 'Contrast', 'prefers-contrast', [
      ['more', 'More'],
      ['less', 'Less'],
      ['custom', 'Own colours'],
      ['no-preference', 'As usual'],
    ]),
    yesNo('transparency', 'Less transparency', 'prefers-reduced-transparency', 'reduce'),
    yesNo('forced-colours', 'Own colours forced', 'forced-colors', 'active', 'none'),
    yesNo('inverted', 'Inverted colours', 'inverted-colors', 'inverted', 'none'),
    yesNo('data', 'Less data', 'prefers-reduced-data', 'reduce'),
    choice(window, 'pointer', 'Main pointer', 'pointer', [
      ['coarse', 'Finger'],
      ['fine', 'Mouse or pen'],
      ['none', 'None'],
    ]),
    yesNo('hover', 'Can point without touching', 'hover', 'hover', 'none'),
    // No page is told of it, so that nobody can be treated differently for it.
    notAvailable('screen-reader', 'Screen reader'),
  ]);
}

/** A page is told no text size; what the browser makes of its own standard size, 16 px, tells it. */
function textSize(window: PhoneWindow): InformationItem {
  const size = Number.parseFloat(window.getComputedStyle(window.document.documentElement).fontSize);
  const share = numberOf(size) === undefined ? undefined : Math.round((size / 16) * 100);
  return inferred('text-size', 'Text size', share, '%');
}
