import { type App, dock, firstPage, paintClock, paintIcon, secondPage, settingsApp } from './app-icons';
import { box, type Context, linear, oval, radial, text } from './drawing';
import { type PhoneView, type Rect, stripPoints } from './phone-view';
import { paintHomeBar, paintStatusBar } from './status-bar';

interface Grid {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly across: number;
  readonly down: number;
  readonly icon: number;
}

const gridOf = ({ landscape, width }: PhoneView): Grid =>
  landscape
    ? { left: 258, top: 44, columns: 6, across: (width - 258 - 40) / 6, down: 82, icon: 48 }
    : { left: 16, top: 232, columns: 4, across: (width - 32) / 4, down: 101, icon: 60 };

function slot(grid: Grid, index: number): Rect {
  const x = grid.left + (index % grid.columns) * grid.across + (grid.across - grid.icon) / 2;
  const y = grid.top + Math.floor(index / grid.columns) * grid.down;
  return { x, y, width: grid.icon, height: grid.icon };
}

/** Where the Settings icon stands on the first page. */
export const settingsIcon = (view: PhoneView): Rect => slot(gridOf(view), firstPage.indexOf(settingsApp));

function paintWallpaper(c: Context, { width, height, seconds }: PhoneView) {
  c.fillStyle = linear(c, 0, 0, 0, height, [
    [0, '#0d3f4c'],
    [0.4, '#1f5f6b'],
    [0.72, '#8a5f52'],
    [1, '#5c3434'],
  ]);
  c.fillRect(0, 0, width, height);
  const sun = height * 0.62;
  oval(
    c,
    width * 0.68,
    sun,
    150,
    150,
    radial(c, width * 0.68, sun, 150, [
      [0, 'rgb(240 170 110 / 0.45)'],
      [1, 'rgb(240 170 110 / 0)'],
    ]),
  );
  for (const [level, color, swell] of [
    [0.7, '#2c5a63', 22],
    [0.78, '#1d4650', 16],
    [0.87, '#12333d', 12],
  ] as const) {
    c.fillStyle = color;
    c.beginPath();
    c.moveTo(0, height);
    for (let x = 0; x <= width + 13; x += 13)
      c.lineTo(x, height * level + swell * Math.sin(x / 70 + level * 40 + seconds * 0.12));
    c.lineTo(width, height);
    c.fill();
  }
}

function paintWidgets(c: Context, view: PhoneView) {
  const { landscape, now, width } = view;
  const first: Rect = landscape
    ? { x: 40, y: 46, width: 196, height: 112 }
    : { x: 24, y: 64, width: (width - 62) / 2, height: 146 };
  const second: Rect = landscape ? { ...first, y: 168 } : { ...first, x: first.x + first.width + 14 };
  box(c, first.x, first.y, first.width, first.height, 20, 'rgb(8 38 48 / 0.72)');
  const day = now.toLocaleDateString('en', { weekday: 'short', day: 'numeric', month: 'short' });
  const left = first.x + 16;
  const inner = first.width - 32;
  text(c, 'Lakeside', left, first.y + 28, { size: 15, weight: 600, color: '#ffffff' });
  text(c, '14°', left, first.y + 72, { size: 42, weight: 300, color: '#ffffff' });
  text(c, 'Light rain until 16:00', left, first.y + (landscape ? 94 : 100), {
    size: 12,
    color: '#d5e6e8',
    maxWidth: inner,
  });
  if (!landscape)
    text(c, 'High 16°  Low 9°', left, first.y + 122, { size: 12, color: '#d5e6e8', maxWidth: inner });
  box(c, second.x, second.y, second.width, second.height, 20, 'rgb(255 255 255 / 0.92)');
  const small = landscape ? 34 : 33;
  paintClock(c, second.x + second.width - small - 14, second.y + small + 14, small, now);
  const words = second.x + 16;
  text(c, 'Today', words, second.y + 28, { size: 15, weight: 600, color: '#c2382e' });
  text(c, day, words, second.y + (landscape ? 76 : 98), {
    size: 13,
    weight: 600,
    color: '#1a2225',
    maxWidth: landscape ? inner - 76 : inner,
  });
  text(c, '11:30 Call the painters', words, second.y + (landscape ? 98 : 122), {
    size: 12,
    color: '#4a5558',
    maxWidth: inner,
  });
}

function paintPage(c: Context, view: PhoneView, apps: readonly App[]) {
  const grid = gridOf(view);
  const label = { size: view.landscape ? 11 : 12.5, weight: 500, color: '#ffffff', align: 'center' } as const;
  apps.forEach((app, index) => {
    const { x, y, width } = slot(grid, index);
    paintIcon(c, app, x, y, width, view.now);
    text(c, app.name, x + width / 2, y + width + (view.landscape ? 14 : 18), {
      ...label,
      maxWidth: grid.across - 4,
    });
  });
}

function paintDock(c: Context, view: PhoneView, page: number) {
  const bottom = view.height - stripPoints(view);
  const size = view.landscape ? 46 : 60;
  const height = view.landscape ? 60 : 88;
  const top = bottom - height - 18;
  const left = view.landscape ? 258 : 14;
  const width = view.landscape ? view.width - 258 - 40 : view.width - 28;
  for (const [index, x] of [-7, 7].entries())
    oval(
      c,
      left + width / 2 + x,
      top - (view.landscape ? 9 : 16),
      3.2,
      3.2,
      `rgb(255 255 255 / ${Math.round(page) === index ? 1 : 0.45})`,
    );
  box(c, left, top, width, height, view.landscape ? 22 : 32, 'rgb(226 240 240 / 0.32)');
  const across = width / dock.length;
  dock.forEach((app, index) => {
    paintIcon(c, app, left + index * across + (across - size) / 2, top + (height - size) / 2, size, view.now);
  });
}

/** The home screen, `page` of the way (0 to 1) from its first to its second page. */
export function paintHome(c: Context, view: PhoneView, page: number): void {
  paintWallpaper(c, view);
  for (const [index, apps] of [firstPage, secondPage].entries()) {
    const shift = (index - page) * view.width;
    if (Math.abs(shift) >= view.width) continue;
    c.save();
    c.translate(shift, 0);
    paintWidgetsOn(c, view, index);
    paintPage(c, view, apps);
    c.restore();
  }
  paintDock(c, view, page);
  paintStatusBar(c, view, '#ffffff');
  paintHomeBar(c, view, '#ffffff');
}

function paintWidgetsOn(c: Context, view: PhoneView, page: number) {
  if (page === 0) {
    paintWidgets(c, view);
    return;
  }
  const width = view.landscape ? 196 : view.width - 48;
  const x = view.landscape ? 40 : 24;
  const y = view.landscape ? 46 : 64;
  const height = view.landscape ? 234 : 146;
  box(c, x, y, width, height, 20, 'rgb(255 255 255 / 0.92)');
  text(c, 'Battery', x + 16, y + 28, { size: 15, weight: 600, color: '#1a2225' });
  const devices = [
    ['Phone', 0.71],
    ['Headphones', 0.46],
    ['Watch', 0.88],
  ] as const;
  devices.forEach(([name, share], index) => {
    const line = y + 58 + index * (view.landscape ? 58 : 31);
    text(c, name, x + 16, line, { size: 13, color: '#1a2225' });
    text(c, `${Math.round(share * 100)} %`, x + width - 16, line, {
      size: 13,
      color: '#4a5558',
      align: 'right',
    });
    const left = view.landscape ? x + 16 : x + 110;
    const top = view.landscape ? line + 12 : line - 8;
    const length = width - (view.landscape ? 32 : 180);
    box(c, left, top, length, 7, 4, '#dde4e3');
    box(c, left, top, length * share, 7, 4, '#35a05c');
  });
}
