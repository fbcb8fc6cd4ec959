import type { InformationItem, InformationSection } from '../../../shared/system-information/report';
import { inferred, measured, member, numberOf, type PhoneWindow, rounded, section, textOf } from './item';

const orientations: Readonly<Record<string, string>> = {
  'portrait-primary': 'Portrait',
  'portrait-secondary': 'Portrait, upside down',
  'landscape-primary': 'Landscape',
  'landscape-secondary': 'Landscape, the other way',
};

export function displaySection(window: PhoneWindow): InformationSection {
  const { screen, devicePixelRatio, innerWidth, innerHeight } = window;
  const orientation = member(screen, 'orientation');
  const type = textOf(member(orientation, 'type'));
  const [width, height] = [screen.width * devicePixelRatio, screen.height * devicePixelRatio];
  return section('display', 'Display', [
    // Browsers tell points; how many pixels these are on the glass follows from the ratio.
    inferred('resolution', 'Resolution', pair(Math.round(width), Math.round(height), 'px')),
    measured('screen', 'Screen', pair(screen.width, screen.height, 'pt')),
    measured('viewport', 'Viewport', pair(innerWidth, innerHeight, 'pt')),
    measured('pixel-ratio', 'Pixels per point', rounded(numberOf(devicePixelRatio), 3)),
    measured('zoom', 'Zoom', rounded(numberOf(member(window.visualViewport, 'scale')), 2)),
    measured('orientation', 'Orientation', type === undefined ? undefined : (orientations[type] ?? type)),
    measured('angle', 'Turned by', numberOf(member(orientation, 'angle')), '°'),
    measured('colour-depth', 'Colour depth', numberOf(screen.colorDepth), 'bit'),
    choice(window, 'gamut', 'Colours', 'color-gamut', [
      ['rec2020', 'Rec. 2020'],
      ['p3', 'Display P3'],
      ['srgb', 'sRGB'],
    ]),
    choice(window, 'dynamic-range', 'Dynamic range', 'dynamic-range', [
      ['high', 'High'],
      ['standard', 'Standard'],
    ]),
    choice(window, 'appearance', 'Appearance', 'prefers-color-scheme', [
      ['dark', 'Dark'],
      ['light', 'Light'],
    ]),
  ]);
}

/** What a media feature says, by the first of its values that holds; a browser that knows none does not tell. */
export function choice(
  window: PhoneWindow,
  id: string,
  label: string,
  feature: string,
  values: readonly (readonly [value: string, words: string])[],
): InformationItem {
  const found = values.find(([value]) => window.matchMedia(`(${feature}: ${value})`).matches);
  return measured(id, label, found?.[1]);
}

function pair(width: number, height: number, unit: string): string | undefined {
  return width > 0 && height > 0 ? `${width} × ${height} ${unit}` : undefined;
}
