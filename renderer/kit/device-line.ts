import type { Device } from '../../shared/session/device';

/** A language tag in words, e.g. "Swedish" for "sv-SE"; empty where the tag names no language. */
export function languageName(tag: string): string {
  try {
    const language = new Intl.Locale(tag).language;
    const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(language);
    return name ?? '';
  } catch {
    return '';
  }
}

/** What is known of the phone, in the order it is shown; parts the browser did not tell are left out. */
export function deviceLine(device: Device): readonly string[] {
  return [device.model, device.operatingSystem, device.browser, languageName(device.language)].filter(
    (part) => part !== '',
  );
}
