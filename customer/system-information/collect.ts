import type { InformationSection, SystemInformationReport } from '../../shared/system-information/report';
import { deviceSection, softwareSection } from './sections/device';
import { displaySection } from './sections/display';
import { batterySection, networkSection, processorSection, storageSection } from './sections/hardware';
import { notAvailable, type PhoneWindow, section } from './sections/item';
import { camerasSection, codecsSection } from './sections/media';
import { accessibilitySection, languageSection, permissionsSection } from './sections/person';

/** How long one group may take to be read, in milliseconds; some browsers leave a question unanswered. */
const sectionTakesAtMostMs = 3_000;

type Read = (window: PhoneWindow, now: number) => InformationSection | Promise<InformationSection>;

const groups: readonly (readonly [id: string, title: string, read: Read])[] = [
  ['device', 'Device', deviceSection],
  ['software', 'System and browser', softwareSection],
  ['display', 'Display', displaySection],
  ['processor', 'Memory and processor', processorSection],
  ['storage', 'Storage', storageSection],
  ['battery', 'Battery', batterySection],
  ['network', 'Network', networkSection],
  ['cameras', 'Cameras and microphones', camerasSection],
  ['codecs', 'Video at 1280 × 720', codecsSection],
  ['permissions', 'Permissions of this site', permissionsSection],
  ['language', 'Language and time', languageSection],
  ['accessibility', 'Accessibility', accessibilitySection],
];

/** Reads everything the device tells of itself, now (milliseconds since the epoch). Never rejects; a group that cannot be read says so. */
export async function collectSystemInformation(
  window: PhoneWindow,
  now: number,
): Promise<SystemInformationReport> {
  const sections = await Promise.all(
    groups.map(([id, title, read]) =>
      inTime(window, async () => read(window, now)).catch(() =>
        section(id, title, [notAvailable('all', title)]),
      ),
    ),
  );
  return { capturedAt: now, sections };
}

function inTime<Value>(window: PhoneWindow, read: () => Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(() => reject(new Error('no answer')), sectionTakesAtMostMs);
    read()
      .then(resolve, reject)
      .finally(() => window.clearTimeout(timer));
  });
}
