import { box, type Context, linear, text } from './drawing';

/** An app on the home screen: its name, its two tones, and lines of a glyph on a grid of 24. */
export interface App {
  readonly name: string;
  readonly tones: readonly [string, string];
  readonly glyph: string;
}

const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

const spokes = Array.from({ length: 8 }, (_, index) => {
  const angle = (index * Math.PI) / 4;
  const at = (radius: number) =>
    `${(12 + radius * Math.cos(angle)).toFixed(2)} ${(12 + radius * Math.sin(angle)).toFixed(2)}`;
  return `M${at(6.4)}L${at(9)}`;
}).join('');

const app = (name: string, light: string, deep: string, glyph: string): App => ({
  name,
  tones: [light, deep],
  glyph,
});

export const settingsApp = app(
  'Settings',
  '#8c979b',
  '#4f5b60',
  `${circle(12, 12, 6)}${circle(12, 12, 2.4)}${spokes}`,
);

/** The first page, row by row. */
export const firstPage: readonly App[] = [
  app('Calendar', '#ffffff', '#eceff0', 'day'),
  app('Clock', '#2b3438', '#101618', 'clock'),
  app(
    'Weather',
    '#5fb2e8',
    '#2b78c2',
    `${circle(9, 9, 3.2)}M9 2.6v1.6M2.6 9h1.6M4.4 4.4l1.2 1.2M13.6 4.4l-1.2 1.2M9 19h9a3.4 3.4 0 0 0 .4-6.8A5 5 0 0 0 9.200 12.400 3.300 3.300 0 0 0 9 19z`,
  ),
  app('Photos', '#f3a95c', '#d9663b', 'M4 6h16v12H4zM4 15l5-4.500 4 3.500 3-2.500 4 3.500'),
  app('Notes', '#f5d263', '#d9a525', 'M6 3.500h12v17H6zM9 8h6M9 12h6M9 16h3.500'),
  app(
    'Maps',
    '#7cc48b',
    '#3c8f5d',
    `M12 21s6.500-6.200 6.500-11a6.500 6.500 0 0 0-13 0c0 4.800 6.500 11 6.500 11z${circle(12, 10, 2.2)}`,
  ),
  app('Files', '#68a7d8', '#2d6aa3', 'M3.500 7.500v11h17v-9h-8.500l-2-2z'),
  app(
    'Music',
    '#e87a8d',
    '#c23a5c',
    `M9 17.500V6l10-2v11.500${circle(6.8, 17.5, 2.2)}${circle(16.8, 15.5, 2.2)}`,
  ),
  settingsApp,
  app('Mail', '#5b9df0', '#2463c4', 'M3.500 6h17v12.500h-17zM3.500 7l8.500 6.500L20.500 7'),
  app('Contacts', '#b9a48c', '#86705a', `${circle(12, 9, 3.6)}M5 20c.6-4 3.400-6 7-6s6.400 2 7 6`),
  app(
    'Health',
    '#ff8f86',
    '#d9483f',
    'M12 20S4 15 4 9.300A4.300 4.300 0 0 1 12 7a4.300 4.300 0 0 1 8 2.300C20 15 12 20 12 20z',
  ),
  app('Wallet', '#4b5a60', '#252f33', 'M4 6.500h14v3M4 6.500v12h16v-9H4M15.500 14h1.500'),
  app(
    'Bank',
    '#5c8f9c',
    '#0b606b',
    'M3.500 9.500L12 4l8.500 5.500zM6 12v5M10 12v5M14 12v5M18 12v5M3.500 20h17',
  ),
  app(
    'Trains',
    '#8f7fd0',
    '#5a489f',
    `M6 4h12v12H6zM6 11h12M9 20l-2 1.500M15 20l2 1.500M6 16l2 3h8l2-3${circle(9, 13.6, 0.5)}${circle(15, 13.6, 0.5)}`,
  ),
  app(
    'Recipes',
    '#d3a05c',
    '#9a6a2b',
    'M7 3v7a2.500 2.500 0 0 0 5 0V3M9.500 3v18M17 3c-2 2-2.500 5-2.500 9H17zM17 12v9',
  ),
];

/** The second page. */
export const secondPage: readonly App[] = [
  app('Reminders', '#f6f6f2', '#e2e4e0', 'list'),
  app('Voice notes', '#e06a5f', '#a8352b', 'M12 4v9M9 6v5M15 6v5M6 9v2M18 9v2M5 18h14'),
  app(
    'Books',
    '#e5a04f',
    '#c0702a',
    'M12 6C9 4 6 4 3.500 5v13c2.500-1 5.500-1 8.500 1 3-2 6-2 8.500-1V5C18 4 15 4 12 6zM12 6v13',
  ),
  app(
    'Translate',
    '#59b0a8',
    '#237a73',
    'M4 6h9M8.500 4v2c0 4-2 7-4.500 8M6 9c1 3 3 4.500 6 5.500M13 20l4-10 4 10M14.500 16.500h5',
  ),
  app('Scanner', '#7a8a90', '#46555b', 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16'),
  app('Fitness', '#9fd06a', '#5d9430', 'M4 12h4l2.500-6 3.500 12 2.500-6H20'),
  app(
    'Router',
    '#4c6f8f',
    '#27445f',
    `M4 14h16v6H4zM12 14V9M8.500 8a5 5 0 0 1 7 0M6 5a8.500 8.500 0 0 1 12 0${circle(7.5, 17, 0.6)}`,
  ),
  app(
    'Games',
    '#b671c9',
    '#7c3a92',
    `M6 8h12a3 3 0 0 1 3 3v4a3 3 0 0 1-5 2H8a3 3 0 0 1-5-2v-4a3 3 0 0 1 3-3zM7 11v3M5.500 12.500h3${circle(16, 12.5, 1)}`,
  ),
];

/** The apps that stand on both pages. */
export const dock: readonly App[] = [
  app(
    'Phone',
    '#63c882',
    '#2a9150',
    'M6 3.500l3.500 1 1 4-2.200 1.700a12 12 0 0 0 5.500 5.500l1.700-2.200 4 1 1 3.500c-.5 2-2 2.600-3.500 2.500C10 20 4 14 3.500 7 3.400 5.500 4 4 6 3.500z',
  ),
  app(
    'Messages',
    '#6cb8f2',
    '#2c7fcf',
    'M12 4.500c5 0 8.500 3 8.500 7s-3.500 7-8.500 7c-1 0-2-.1-3-.4L5 20l.8-3.400C4.300 15.300 3.500 13.500 3.500 11.500c0-4 3.500-7 8.500-7z',
  ),
  app(
    'Browser',
    '#4fb7c4',
    '#0b7180',
    `${circle(12, 12, 8.5)}M3.500 12h17M12 3.500c3.500 4 3.500 13 0 17M12 3.500c-3.500 4-3.500 13 0 17`,
  ),
  app('Camera', '#9aa3a7', '#59646a', `M3.500 8h4l1.500-2.500h6L16.500 8h4v11h-17z${circle(12, 13, 3.4)}`),
];

/** Draws lines given on a grid of 24 into a square. */
export function paintGlyph(
  c: Context,
  glyph: string,
  x: number,
  y: number,
  size: number,
  color: string,
): void {
  c.save();
  c.translate(x, y);
  c.scale(size / 24, size / 24);
  c.strokeStyle = color;
  c.lineWidth = 1.7;
  c.lineCap = 'round';
  c.lineJoin = 'round';
  c.stroke(new Path2D(glyph));
  c.restore();
}

function hand(c: Context, x: number, y: number, angle: number, length: number, width: number, color: string) {
  c.strokeStyle = color;
  c.lineWidth = width;
  c.lineCap = 'round';
  c.beginPath();
  c.moveTo(x, y);
  c.lineTo(x + length * Math.sin(angle), y - length * Math.cos(angle));
  c.stroke();
}

/** A clock face with running hands. */
export function paintClock(c: Context, x: number, y: number, radius: number, now: Date): void {
  c.fillStyle = '#f7f8f8';
  c.beginPath();
  c.arc(x, y, radius, 0, Math.PI * 2);
  c.fill();
  for (let mark = 0; mark < 12; mark++) {
    const angle = (mark * Math.PI) / 6;
    c.strokeStyle = '#9aa5a9';
    c.lineWidth = radius * 0.05;
    c.beginPath();
    c.moveTo(x + radius * 0.82 * Math.sin(angle), y - radius * 0.82 * Math.cos(angle));
    c.lineTo(x + radius * 0.92 * Math.sin(angle), y - radius * 0.92 * Math.cos(angle));
    c.stroke();
  }
  const seconds = now.getSeconds() + now.getMilliseconds() / 1000;
  const minutes = now.getMinutes() + seconds / 60;
  hand(
    c,
    x,
    y,
    ((now.getHours() % 12) + minutes / 60) * (Math.PI / 6),
    radius * 0.5,
    radius * 0.11,
    '#1a2225',
  );
  hand(c, x, y, minutes * (Math.PI / 30), radius * 0.74, radius * 0.08, '#1a2225');
  hand(c, x, y, seconds * (Math.PI / 30), radius * 0.8, radius * 0.04, '#d8433a');
}

function paintDay(c: Context, x: number, y: number, size: number, now: Date) {
  const day = now.toLocaleDateString('en', { weekday: 'short' }).toUpperCase();
  text(c, day, x + size / 2, y + size * 0.3, {
    size: size * 0.19,
    weight: 700,
    color: '#c2382e',
    align: 'center',
  });
  text(c, String(now.getDate()), x + size / 2, y + size * 0.8, {
    size: size * 0.52,
    weight: 400,
    color: '#1a2225',
    align: 'center',
  });
}

function paintList(c: Context, x: number, y: number, size: number) {
  for (const [row, color] of ['#2463c4', '#d8663b', '#2a9150'].entries()) {
    const line = y + size * (0.28 + row * 0.22);
    box(c, x + size * 0.18, line - size * 0.045, size * 0.09, size * 0.09, size, color);
    box(c, x + size * 0.34, line - size * 0.02, size * 0.46, size * 0.04, 1, '#9aa5a9');
  }
}

/** An app's icon in a square. */
export function paintIcon(
  c: Context,
  { tones, glyph }: App,
  x: number,
  y: number,
  size: number,
  now: Date,
): void {
  box(
    c,
    x,
    y,
    size,
    size,
    size * 0.235,
    linear(c, x, y, x, y + size, [
      [0, tones[0]],
      [1, tones[1]],
    ]),
  );
  if (glyph === 'day') paintDay(c, x, y, size, now);
  else if (glyph === 'clock') paintClock(c, x + size / 2, y + size / 2, size * 0.39, now);
  else if (glyph === 'list') paintList(c, x, y, size);
  else paintGlyph(c, glyph, x + size * 0.2, y + size * 0.2, size * 0.6, '#ffffff');
}
