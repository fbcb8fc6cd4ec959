import { box, type Context, linear, polygon, radial } from './drawing';

/** A wall in warm light from the left. */
export function paintWall(c: Context): void {
  c.fillStyle = linear(c, 0, -120, 1440, 400, [
    [0, '#d8cfc0'],
    [0.45, '#e9e0d0'],
    [1, '#a79d8e'],
  ]);
  c.fillRect(-200, -200, 1840, 1480);
  c.fillStyle = radial(c, 560, 260, 900, [
    [0, 'rgb(255 247 230 / 0.75)'],
    [1, 'rgb(90 80 68 / 0.35)'],
  ]);
  c.fillRect(-200, -200, 1840, 1480);
}

function leaf(c: Context, x: number, y: number, length: number, width: number, angle: number, color: string) {
  c.save();
  c.translate(x, y);
  c.rotate(angle);
  c.fillStyle = linear(c, 0, 0, 0, -length, [
    [0, color],
    [1, '#9db389'],
  ]);
  c.beginPath();
  c.moveTo(0, 0);
  c.bezierCurveTo(-width, -length * 0.3, -width * 0.8, -length * 0.8, 0, -length);
  c.bezierCurveTo(width * 0.8, -length * 0.8, width, -length * 0.3, 0, 0);
  c.fill();
  c.strokeStyle = 'rgb(60 84 56 / 0.5)';
  c.lineWidth = 3;
  c.beginPath();
  c.moveTo(0, 0);
  c.lineTo(0, -length * 0.92);
  c.stroke();
  c.restore();
}

/** Stems and leaves of a plant at the left, behind the table's edge. */
export function paintPlant(c: Context): void {
  c.strokeStyle = '#5d7a52';
  c.lineWidth = 9;
  c.lineCap = 'round';
  for (const [x, top, bend] of [
    [40, 120, -30],
    [95, 40, 20],
    [140, 230, 70],
  ] as const) {
    c.beginPath();
    c.moveTo(80, 760);
    c.quadraticCurveTo(x, 480, x + bend, top + 60);
    c.stroke();
  }
  leaf(c, 118, 250, 190, 52, 0.12, '#6f8c62');
  leaf(c, 60, 330, 210, 60, -0.75, '#5f7d55');
  leaf(c, 92, 420, 230, 58, 0.85, '#76936a');
  leaf(c, 40, 520, 220, 62, -0.5, '#567450');
  leaf(c, 110, 560, 230, 54, 1.1, '#68875d');
  leaf(c, 20, 240, 170, 48, -0.2, '#7f9b72');
  leaf(c, 90, 660, 200, 50, 0.5, '#5c7a53');
}

function book(
  c: Context,
  x: number,
  top: number,
  width: number,
  colors: readonly [string, string],
  tilt: number,
  plate: 'label' | 'bands',
) {
  c.save();
  c.translate(x, 720);
  c.rotate(tilt);
  const height = 720 - top;
  box(
    c,
    0,
    -height,
    width,
    height,
    6,
    linear(c, 0, 0, width, 0, [
      [0, colors[1]],
      [0.3, colors[0]],
      [1, colors[1]],
    ]),
  );
  if (plate === 'label') box(c, width * 0.22, -height + 90, width * 0.56, 120, 6, 'rgb(240 232 214 / 0.75)');
  else
    for (const y of [60, 84, height - 120, height - 96]) {
      c.fillStyle = 'rgb(240 225 190 / 0.55)';
      c.fillRect(0, -height + y, width, 9);
    }
  c.restore();
}

/** A row of books at the right. */
export function paintBooks(c: Context): void {
  c.fillStyle = 'rgb(50 40 30 / 0.35)';
  c.fillRect(1090, 150, 60, 560);
  book(c, 1116, 112, 68, ['#a34a3f', '#7c332c'], 0, 'label');
  book(c, 1192, 156, 78, ['#33707a', '#1f4f58'], 0, 'bands');
  book(c, 1278, 92, 56, ['#d9b04e', '#a98331'], 0.018, 'label');
  book(c, 1348, 142, 96, ['#4a4d52', '#303338'], 0.02, 'bands');
  book(c, 1450, 104, 90, ['#7d8f6a', '#5d6e4d'], 0.015, 'label');
}

/** A wooden table from its far edge to below the picture. */
export function paintTable(c: Context): void {
  c.fillStyle = linear(c, 0, 689, 0, 1200, [
    [0, '#a8724c'],
    [0.04, '#8d5a3a'],
    [0.5, '#70432a'],
    [1, '#3f2417'],
  ]);
  c.fillRect(-200, 689, 1840, 600);
  c.lineCap = 'round';
  for (let line = 0; line < 26; line++) {
    const depth = line / 26;
    const y = 694 + depth ** 1.5 * 470;
    const wave = 3 + depth * 16;
    c.strokeStyle = line % 3 === 0 ? 'rgb(40 20 10 / 0.3)' : 'rgb(214 156 110 / 0.1)';
    c.lineWidth = 1 + depth * 5;
    c.beginPath();
    c.moveTo(-200, y + wave * Math.sin(line * 2.1));
    c.bezierCurveTo(
      300 + 90 * Math.sin(line),
      y + wave * Math.sin(line * 1.3),
      800 + 120 * Math.cos(line * 1.7),
      y - wave * Math.sin(line * 0.9),
      1640,
      y + wave * Math.cos(line * 1.1),
    );
    c.stroke();
  }
  c.fillStyle = 'rgb(255 226 190 / 0.35)';
  c.fillRect(-200, 689, 1840, 2);
  polygon(
    c,
    [
      [-200, 900],
      [460, 691],
      [760, 691],
      [300, 1280],
      [-200, 1280],
    ],
    'rgb(255 222 180 / 0.07)',
  );
}
