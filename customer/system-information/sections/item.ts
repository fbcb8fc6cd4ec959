import { limits } from '../../../shared/limits';
import type { InformationItem, InformationSection } from '../../../shared/system-information/report';

/** The page's own window, with what only some browsers have read by name. */
export type PhoneWindow = Window & typeof globalThis;

type Value = string | number | boolean;

/** What the device tells; null, undefined, an empty text or no finite number is what it does not tell. */
export function measured(
  id: string,
  label: string,
  value: Value | null | undefined,
  unit?: string,
): InformationItem {
  return known(id, label, value, 'measured', unit);
}

/** What is concluded from something else that the device tells. */
export function inferred(
  id: string,
  label: string,
  value: Value | null | undefined,
  unit?: string,
): InformationItem {
  return known(id, label, value, 'inferred', unit);
}

/** What this device does not tell. */
export function notAvailable(id: string, label: string): InformationItem {
  return { id, label, value: null, source: 'not-available' };
}

export function section(id: string, title: string, items: readonly InformationItem[]): InformationSection {
  return { id, title, items: items.slice(0, limits.systemInformationItems) };
}

/** A text as a report may hold it. */
export function short(text: string): string {
  const { systemInformationCharacters: most } = limits;
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** A member that not every browser has; undefined where it is not there or may not be read. */
export function member(of: unknown, name: string): unknown {
  if (of === null || (typeof of !== 'object' && typeof of !== 'function')) return undefined;
  try {
    const value: unknown = Reflect.get(of, name);
    return value;
  } catch {
    return undefined;
  }
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A number with at most `digits` after the point. */
export function rounded(value: number | undefined, digits = 0): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(digits));
}

function known(
  id: string,
  label: string,
  value: Value | null | undefined,
  source: 'measured' | 'inferred',
  unit?: string,
): InformationItem {
  if (value === null || value === undefined) return notAvailable(id, label);
  if (typeof value === 'number' && !Number.isFinite(value)) return notAvailable(id, label);
  if (typeof value === 'string' && value.trim() === '') return notAvailable(id, label);
  const item = { id, label, value: typeof value === 'string' ? short(value) : value, source };
  return unit === undefined ? item : { ...item, unit };
}
