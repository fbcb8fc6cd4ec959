import { box, type Context, linear, oval, polygon, radial, text } from './drawing';

/** The left edges of the sockets, in world units. */
export const port = { wan: 452, lan1: 618, lan2: 738, lan3: 858, lan4: 978 } as const;

const top = 606;
const width = 104;
const height = 92;
const printed = '#dfe4e5';

const shells = {
  blue: ['#5f8ede', '#2f5fb4'],
  yellow: ['#dcb74a', '#a98420'],
} as const;

/** A network socket with its name below and its light above. */
export function paintPort(
  c: Context,
  x: number,
  name: string,
  shell: keyof typeof shells,
  light: 'on' | 'off',
): void {
  const [bright, deep] = shells[shell];
  box(
    c,
    x,
    top,
    width,
    height,
    6,
    linear(c, x, top, x, top + height, [
      [0, bright],
      [1, deep],
    ]),
  );
  c.strokeStyle = 'rgb(0 0 0 / 0.35)';
  c.lineWidth = 1.5;
  c.stroke();
  const left = x + 13;
  const y = top + 14;
  polygon(
    c,
    [
      [left, y],
      [left + 78, y],
      [left + 78, y + 44],
      [left + 62, y + 44],
      [left + 62, y + 55],
      [left + 51, y + 55],
      [left + 51, y + 66],
      [left + 27, y + 66],
      [left + 27, y + 55],
      [left + 16, y + 55],
      [left + 16, y + 44],
      [left, y + 44],
    ],
    linear(c, 0, y, 0, y + 66, [
      [0, '#0a0b0c'],
      [1, '#1c1f22'],
    ]),
  );
  for (let pin = 0; pin < 8; pin++) {
    c.fillStyle = linear(c, 0, y, 0, y + 20, [
      [0, '#6d5a26'],
      [1, '#d8bd6a'],
    ]);
    c.fillRect(left + 12 + pin * 7, y, 3.4, 20);
  }
  box(c, x + 8, top - 21, 22, 8, 3, light === 'on' ? '#a8ffbf' : '#1c2124');
  if (light === 'on')
    oval(
      c,
      x + 19,
      top - 17,
      32,
      32,
      radial(c, x + 19, top - 17, 32, [
        [0, 'rgb(80 255 140 / 0.75)'],
        [1, 'rgb(80 255 140 / 0)'],
      ]),
    );
  text(c, name, x + width / 2, top + height + 29, { size: 21, weight: 600, color: printed, align: 'center' });
}

/** The power socket and the hole of the reset button. */
export function paintPower(c: Context): void {
  text(c, 'DC 12V', 295, 604, { size: 21, weight: 600, color: printed, align: 'center' });
  oval(
    c,
    295,
    650,
    33,
    33,
    linear(c, 0, 617, 0, 683, [
      [0, '#15181a'],
      [1, '#50575b'],
    ]),
  );
  oval(c, 295, 650, 26, 26, '#0b0c0d');
  oval(c, 384, 650, 8.5, 8.5, '#6b7276');
  oval(c, 384, 650, 6.5, 6.5, '#060707');
  text(c, 'RESET', 384, 712, { size: 16, weight: 600, color: printed, align: 'center' });
  text(c, 'hold 10 s', 384, 726, { size: 8, color: '#aab2b4', align: 'center' });
}

const small: ReadonlyArray<readonly [string, string]> = [
  ['S/N', '4R7K-2093-1186'],
  ['MAC', '02:1C:5A:7E:90:4B'],
  ['Wi-Fi', 'Lakeside-2041'],
  ['Key', 'maple-kite-58'],
  ['Page', 'http://192.168.1.1'],
];
const bars = '2113121411231121312141131221131214112';

/** The maker's label: name, serial number and addresses in small print, and a bar code. */
export function paintLabel(c: Context): void {
  const x = 1098;
  const y = 598;
  box(c, x, y, 110, 112, 3, '#f2f2ee');
  text(c, 'Home router HG-204', x + 6, y + 14, { size: 9.7, weight: 700, color: '#16191b' });
  text(c, '12 V  1.5 A  indoor use only', x + 6, y + 23, { size: 6.6, color: '#3c4144' });
  c.fillStyle = '#16191b';
  c.fillRect(x + 6, y + 27, 98, 0.8);
  small.forEach(([name, value], index) => {
    const line = y + 36 + index * 9.4;
    text(c, name, x + 6, line, { size: 7, color: '#4a5053' });
    text(c, value, x + 30, line, { size: 7.4, weight: 600, color: '#16191b' });
  });
  c.fillStyle = '#16191b';
  let left = x + 6;
  for (const [index, digit] of [...bars].entries()) {
    const bar = Number(digit) * 1.33;
    if (index % 2 === 0) c.fillRect(left, y + 80, bar, 20);
    left += bar;
  }
  text(c, '4R7K20931186', x + 55, y + 108, { size: 6.4, color: '#16191b', align: 'center' });
}
