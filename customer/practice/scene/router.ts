import { box, type Context, linear, oval, polygon, radial } from './drawing';
import { paintLabel, paintPort, paintPower, port } from './router-ports';

function antenna(c: Context, x: number, lean: number, light: boolean) {
  const body = linear(c, x - 22, 0, x + 26, 0, [
    [0, light ? '#6d7072' : '#2b2f33'],
    [0.35, light ? '#8b8e8f' : '#4a5055'],
    [1, light ? '#4f5254' : '#1d2023'],
  ]);
  polygon(
    c,
    [
      [x - 24, 412],
      [x - 17 + lean, 124],
      [x - 10 + lean, 116],
      [x + 12 + lean, 112],
      [x + 18 + lean, 120],
      [x + 26, 412],
    ],
    body,
  );
  box(
    c,
    x - 34,
    396,
    70,
    40,
    8,
    linear(c, 0, 396, 0, 436, [
      [0, '#55595c'],
      [1, '#2c3033'],
    ]),
  );
}

function paintBody(c: Context) {
  polygon(
    c,
    [
      [282, 428],
      [300, 424],
      [1130, 424],
      [1150, 430],
      [1221, 530],
      [209, 530],
    ],
    linear(c, 0, 424, 0, 530, [
      [0, '#6b7175'],
      [1, '#4d5357'],
    ]),
  );
  c.strokeStyle = '#202427';
  c.lineWidth = 7;
  c.lineCap = 'round';
  for (let slot = 0; slot < 22; slot++) {
    const x = 470 + slot * 23.4;
    const slant = (715 - x) * 0.035;
    c.beginPath();
    c.moveTo(x + slant, 452);
    c.lineTo(x - slant, 500);
    c.stroke();
  }
  for (const x of [272, 1085]) box(c, x, 768, 92, 26, 8, '#0f1214');
  c.fillStyle = linear(c, 0, 530, 0, 778, [
    [0, '#434a4f'],
    [0.12, '#383e43'],
    [1, '#23282c'],
  ]);
  c.beginPath();
  c.roundRect(209, 530, 1012, 248, [4, 4, 20, 20]);
  c.fill();
  c.fillStyle = linear(c, 209, 0, 1221, 0, [
    [0, 'rgb(160 205 200 / 0.15)'],
    [0.5, 'rgb(160 215 208 / 0.75)'],
    [1, 'rgb(160 205 200 / 0.3)'],
  ]);
  c.fillRect(209, 529, 1012, 2.5);
}

/** A cable as a round body with light from above left. */
function cable(
  c: Context,
  path: string,
  width: number,
  tones: ReadonlyArray<readonly [color: string, share: number]>,
) {
  const line = new Path2D(path);
  c.lineCap = 'round';
  c.lineJoin = 'round';
  for (const [index, [tone, share]] of tones.entries()) {
    c.save();
    c.translate(-index * width * 0.07, -index * width * 0.03);
    c.strokeStyle = tone;
    c.lineWidth = width * share;
    c.stroke(line);
    c.restore();
  }
}

const greyCable = 'M 668 745 C 672 850 650 920 560 985 S 430 1090 380 1240';
const blackCable = 'M 295 690 C 292 780 240 820 180 900 S 60 1060 0 1240';
const shadowOffset = 26;

function paintPlug(c: Context) {
  box(
    c,
    634,
    616,
    70,
    136,
    8,
    linear(c, 634, 0, 704, 0, [
      [0, '#a9b0b3'],
      [0.3, '#eef1f1'],
      [1, '#9aa1a4'],
    ]),
  );
  box(
    c,
    655,
    604,
    28,
    76,
    5,
    linear(c, 655, 0, 683, 0, [
      [0, '#d2d7d9'],
      [0.5, '#ffffff'],
      [1, '#b9bfc2'],
    ]),
  );
  c.fillStyle = 'rgb(110 118 122 / 0.65)';
  for (const y of [704, 718, 732]) c.fillRect(642, y, 54, 5);
}

/** The torch's light on the plastic. */
function paintGlare(c: Context) {
  c.save();
  c.beginPath();
  c.rect(209, 424, 1012, 354);
  c.clip();
  c.translate(715, 600);
  c.scale(1, 0.3);
  oval(
    c,
    0,
    0,
    480,
    480,
    radial(c, 0, 0, 480, [
      [0, 'rgb(255 255 255 / 0.2)'],
      [1, 'rgb(255 255 255 / 0)'],
    ]),
  );
  c.restore();
}

/** Paints the router from behind, its cables plugged; one light blinks and `torch` makes the plastic shine. */
export function paintRouter(c: Context, seconds: number, torch: boolean): void {
  antenna(c, 322, 6, true);
  antenna(c, 1090, 4, false);
  paintBody(c);
  if (torch) paintGlare(c);
  paintPower(c);
  const blink = Math.sin(seconds * 5.2) + Math.sin(seconds * 13.1) > -0.3;
  paintPort(c, port.wan, 'WAN', 'blue', 'off');
  paintPort(c, port.lan1, 'LAN 1', 'yellow', blink ? 'on' : 'off');
  paintPort(c, port.lan2, 'LAN 2', 'yellow', 'off');
  paintPort(c, port.lan3, 'LAN 3', 'yellow', 'off');
  paintPort(c, port.lan4, 'LAN 4', 'yellow', 'off');
  paintLabel(c);

  c.save();
  c.translate(shadowOffset, 16);
  c.globalAlpha = 0.28;
  cable(c, greyCable, 52, [['#0a0604', 1]]);
  cable(c, blackCable, 36, [['#0a0604', 1]]);
  c.restore();
  cable(c, blackCable, 30, [
    ['#0c0d0e', 1],
    ['#1b1d1f', 0.78],
    ['#33373a', 0.24],
  ]);
  box(
    c,
    276,
    640,
    38,
    62,
    7,
    linear(c, 276, 0, 314, 0, [
      [0, '#0d0e0f'],
      [0.35, '#2d3134'],
      [1, '#0b0c0d'],
    ]),
  );
  cable(c, greyCable, 44, [
    ['#8d959a', 1],
    ['#cfd5d8', 0.78],
    ['#f3f5f5', 0.24],
  ]);
  paintPlug(c);
}
