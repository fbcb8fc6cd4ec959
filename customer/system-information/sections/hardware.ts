import type { InformationSection } from '../../../shared/system-information/report';
import { readHints } from './device';
import { flagOf, measured, member, notAvailable, numberOf, type PhoneWindow, rounded, section } from './item';

const bytesInGigabyte = 1_000_000_000;
const bytesInMegabyte = 1_000_000;

export async function processorSection(window: PhoneWindow): Promise<InformationSection> {
  const { architecture, bitness } = await readHints(window);
  const named = architecture ? `${architecture}${bitness ? `, ${bitness} bit` : ''}` : undefined;
  const limit = numberOf(member(member(window.performance, 'memory'), 'jsHeapSizeLimit'));
  const used = numberOf(member(member(window.performance, 'memory'), 'usedJSHeapSize'));
  return section('processor', 'Memory and processor', [
    measured('cores', 'Processor cores', numberOf(window.navigator.hardwareConcurrency)),
    measured('architecture', 'Architecture', named),
    // Browsers round it and stop short of the largest, so that it tells one person from another less well.
    measured(
      'memory',
      'Memory, rounded by the browser',
      numberOf(member(window.navigator, 'deviceMemory')),
      'GB',
    ),
    measured('page-memory-limit', 'Memory a page may use', megabytes(limit), 'MB'),
    measured('page-memory', 'Memory this page uses', megabytes(used), 'MB'),
  ]);
}

export async function storageSection({ navigator }: PhoneWindow): Promise<InformationSection> {
  const storage: unknown = member(navigator, 'storage');
  const estimate = await told(storage, 'estimate');
  const quota = numberOf(member(estimate, 'quota'));
  const usage = numberOf(member(estimate, 'usage'));
  const free = quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage);
  return section('storage', 'Storage', [
    measured('quota', 'Room for this site', gigabytes(quota), 'GB'),
    measured('used', 'Used by this site', megabytes(usage), 'MB'),
    measured('free', 'Free for this site', gigabytes(free), 'GB'),
    measured('persisted', 'Kept when room runs short', flagOf(await told(storage, 'persisted'))),
    notAvailable('device-free', 'Free on the device'),
  ]);
}

export async function batterySection({ navigator }: PhoneWindow): Promise<InformationSection> {
  const battery = await told(navigator, 'getBattery');
  const level = numberOf(member(battery, 'level'));
  return section('battery', 'Battery', [
    measured('level', 'Level', level === undefined ? undefined : Math.round(level * 100), '%'),
    measured('charging', 'Charging', flagOf(member(battery, 'charging'))),
    measured('full-in', 'Full in', minutes(numberOf(member(battery, 'chargingTime'))), 'min'),
    measured('empty-in', 'Empty in', minutes(numberOf(member(battery, 'dischargingTime'))), 'min'),
    notAvailable('health', 'Health'),
  ]);
}

export function networkSection(window: PhoneWindow): InformationSection {
  const { navigator } = window;
  const connection = member(navigator, 'connection');
  const [load] = window.performance.getEntriesByType?.('navigation') ?? [];
  const protocol = member(load, 'nextHopProtocol');
  return section('network', 'Network', [
    measured('online', 'Online', flagOf(navigator.onLine)),
    measured('kind', 'Connection', textOrNothing(member(connection, 'type'))),
    measured('speed', 'About as fast as', textOrNothing(member(connection, 'effectiveType'))),
    measured('downlink', 'Down, estimated by the browser', numberOf(member(connection, 'downlink')), 'Mb/s'),
    measured('round-trip', 'Round trip, estimated by the browser', numberOf(member(connection, 'rtt')), 'ms'),
    measured('saves-data', 'Saves data', flagOf(member(connection, 'saveData'))),
    measured('protocol', 'Protocol to the site', textOrNothing(protocol)),
    measured('site', 'Site', window.location.host),
    notAvailable('network-name', 'Network name'),
    notAvailable('signal-strength', 'Signal strength'),
  ]);
}

/** What a method that not every browser has promises; undefined where it is not there. Rejects as it does. */
async function told(of: unknown, method: string): Promise<unknown> {
  const ask = member(of, method);
  if (typeof ask !== 'function') return undefined;
  const answer: unknown = await Reflect.apply(ask, of, []);
  return answer;
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' && value !== 'unknown' ? value : undefined;
}

function gigabytes(bytes: number | undefined): number | undefined {
  return rounded(bytes === undefined ? undefined : bytes / bytesInGigabyte, 2);
}

function megabytes(bytes: number | undefined): number | undefined {
  return rounded(bytes === undefined ? undefined : bytes / bytesInMegabyte, 1);
}

function minutes(seconds: number | undefined): number | undefined {
  return rounded(seconds === undefined ? undefined : seconds / 60);
}
