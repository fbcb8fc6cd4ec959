import { type CameraView, createBackdrop, lookAt } from './camera-view';
import { box, type Context, linear, oval, polygon, radial } from './drawing';
import { paintPerson } from './person';

const rest = { x: 720, y: 585 };
const chest = { x: 720, y: 700 };

function paintWindow(c: Context) {
  box(c, 60, 60, 330, 560, 10, '#f3f1ea');
  for (const [x, y] of [
    [84, 84],
    [233, 84],
    [84, 348],
    [233, 348],
  ] as const)
    box(
      c,
      x,
      y,
      133,
      248,
      4,
      linear(c, 0, 84, 0, 596, [
        [0, '#bcdcf0'],
        [0.6, '#e6f1ee'],
        [1, '#a9c99a'],
      ]),
    );
  for (const x of [10, 372])
    polygon(
      c,
      [
        [x, 30],
        [x + 74, 30],
        [x + 60, 400],
        [x + 82, 720],
        [x - 14, 720],
        [x + 4, 400],
      ],
      linear(c, x, 0, x + 80, 0, [
        [0, '#e7d9bd'],
        [0.5, '#f6ecd6'],
        [1, '#d6c5a4'],
      ]),
    );
}

function paintShelf(c: Context) {
  c.fillStyle = '#8a6546';
  c.fillRect(1010, 470, 470, 20);
  c.fillRect(1010, 760, 470, 20);
  const spines = ['#33707a', '#c8893b', '#8d4a44', '#e3d7bd', '#51684f', '#3d4a63'];
  spines.forEach((color, index) => {
    box(c, 1080 + index * 44, 330 - (index % 3) * 24, 38, 140 + (index % 3) * 24, 3, color);
  });
  box(c, 1120, 640, 110, 120, 12, '#d9d3c6');
  for (const [x, turn] of [
    [1140, -0.6],
    [1175, 0],
    [1210, 0.6],
    [1160, -0.25],
    [1192, 0.3],
  ] as const)
    oval(c, x + turn * 50, 590, 24, 74, '#5f8a5c', turn);
  oval(
    c,
    1360,
    640,
    200,
    200,
    radial(c, 1360, 640, 200, [
      [0, 'rgb(255 226 160 / 0.8)'],
      [1, 'rgb(255 226 160 / 0)'],
    ]),
  );
  polygon(
    c,
    [
      [1325, 570],
      [1395, 570],
      [1420, 670],
      [1300, 670],
    ],
    '#ffeec4',
  );
  c.fillStyle = '#6d5a46';
  c.fillRect(1353, 670, 14, 90);
}

const backdrop = createBackdrop(5, (c) => {
  c.fillStyle = linear(c, 0, 0, 1440, 300, [
    [0, '#dfe7e1'],
    [0.6, '#c9d6d0'],
    [1, '#b3c1bb'],
  ]);
  c.fillRect(-200, -200, 1840, 1480);
  paintWindow(c);
  paintShelf(c);
  box(c, 1040, 40, 250, 190, 6, '#f7f4ec');
  box(
    c,
    1058,
    58,
    214,
    154,
    2,
    linear(c, 0, 58, 0, 212, [
      [0, '#f2c49a'],
      [0.55, '#e9dcc5'],
      [1, '#2f6a74'],
    ]),
  );
});

/** Paints what the front camera sees, unmirrored: a person at home who nods and talks. */
export function paintFront(c: Context, view: CameraView): void {
  c.save();
  lookAt(c, view, chest, rest, 6);
  backdrop(c);
  paintPerson(c, view.seconds);
  c.restore();
  const { width, height } = view;
  const reach = Math.hypot(width, height) / 2;
  c.fillStyle = radial(c, width * 0.4, height * 0.4, reach * 1.3, [
    [0.4, 'rgb(20 18 14 / 0)'],
    [1, 'rgb(20 18 14 / 0.35)'],
  ]);
  c.fillRect(0, 0, width, height);
}
