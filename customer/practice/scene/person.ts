import { type Context, linear, oval, radial, text } from './drawing';

const skin = { light: '#d9a47e', middle: '#c48a63', deep: '#a36c49' } as const;
const hair = '#3a2a22';

function paintShirt(c: Context, breath: number) {
  c.fillStyle = linear(c, 330, 700, 1110, 1100, [
    [0, '#14808c'],
    [0.5, '#0b606b'],
    [1, '#084650'],
  ]);
  c.beginPath();
  c.moveTo(600, 700 - breath);
  c.bezierCurveTo(470, 735 - breath, 360, 760 - breath, 320, 880);
  c.bezierCurveTo(290, 980, 280, 1100, 270, 1240);
  c.lineTo(1170, 1240);
  c.bezierCurveTo(1160, 1100, 1150, 980, 1120, 880);
  c.bezierCurveTo(1080, 760 - breath, 970, 735 - breath, 840, 700 - breath);
  c.quadraticCurveTo(720, 800, 600, 700 - breath);
  c.fill();
  c.strokeStyle = 'rgb(3 38 44 / 0.45)';
  c.lineWidth = 4;
  for (const side of [-1, 1]) {
    c.beginPath();
    c.moveTo(720 + side * 290, 900);
    c.quadraticCurveTo(720 + side * 268, 1040, 720 + side * 276, 1240);
    c.stroke();
  }
  c.strokeStyle = '#0a525c';
  c.lineWidth = 14;
  c.beginPath();
  c.moveTo(598, 702 - breath);
  c.quadraticCurveTo(720, 806, 842, 702 - breath);
  c.stroke();
  text(c, 'LAKE RUN', 720, 892 - breath, { size: 70, weight: 700, color: '#f4efe0', align: 'center' });
  text(c, '10 km  ·  May 2026', 720, 946 - breath, {
    size: 34,
    weight: 600,
    color: '#f1c063',
    align: 'center',
  });
  c.strokeStyle = '#f4efe0';
  c.lineWidth = 5;
  c.beginPath();
  for (let x = 0; x <= 280; x += 10) c.lineTo(580 + x, 976 - breath + 7 * Math.sin(x / 14));
  c.stroke();
}

function paintNeck(c: Context, breath: number) {
  c.fillStyle = linear(c, 0, 560, 0, 740, [
    [0, skin.deep],
    [0.5, skin.middle],
    [1, skin.middle],
  ]);
  c.beginPath();
  c.moveTo(648, 540);
  c.bezierCurveTo(652, 640, 640, 690 - breath, 598, 704 - breath);
  c.quadraticCurveTo(720, 806, 842, 704 - breath);
  c.bezierCurveTo(800, 690 - breath, 788, 640, 792, 540);
  c.fill();
}

function paintEyes(c: Context, seconds: number) {
  const blink = seconds % 3.7 < 0.14 || seconds % 9.1 < 0.12;
  for (const side of [-1, 1]) {
    const x = 720 + side * 62;
    if (blink) {
      c.strokeStyle = '#6b432c';
      c.lineWidth = 6;
      c.beginPath();
      c.arc(x, 392, 24, 0.25 * Math.PI, 0.75 * Math.PI);
      c.stroke();
    } else {
      oval(c, x, 404, 27, 17, '#fbf7f1');
      const look = 4 * Math.sin(seconds * 0.6);
      oval(c, x + look, 404, 13.5, 14.5, '#5a3b26');
      oval(c, x + look, 404, 7, 7.5, '#17100b');
      oval(c, x + look + 5, 398, 3.6, 3.6, '#ffffff');
      c.strokeStyle = '#3a241a';
      c.lineWidth = 5;
      c.beginPath();
      c.ellipse(x, 406, 29, 20, 0, 1.08 * Math.PI, 1.92 * Math.PI);
      c.stroke();
    }
    c.strokeStyle = hair;
    c.lineWidth = 9;
    c.beginPath();
    c.moveTo(x - side * 30, 366);
    c.quadraticCurveTo(x + side * 6, 348, x + side * 36, 364);
    c.stroke();
  }
}

function paintMouth(c: Context, seconds: number) {
  const talks = seconds % 12 > 6;
  const open = talks ? 7 + 8 * Math.abs(Math.sin(seconds * 7.3) * Math.sin(seconds * 2.9)) : 0;
  c.fillStyle = '#7d2f2c';
  c.beginPath();
  c.moveTo(668, 506);
  c.quadraticCurveTo(720, 524, 772, 506);
  c.quadraticCurveTo(720, 546 + open * 1.5, 668, 506);
  c.fill();
  c.fillStyle = '#fdfaf5';
  c.beginPath();
  c.moveTo(680, 511);
  c.quadraticCurveTo(720, 524, 760, 511);
  c.quadraticCurveTo(720, 534, 680, 511);
  c.fill();
  c.strokeStyle = '#a8554c';
  c.lineWidth = 4;
  c.beginPath();
  c.moveTo(664, 504);
  c.quadraticCurveTo(720, 524, 776, 504);
  c.stroke();
}

function paintHead(c: Context, seconds: number) {
  for (const side of [-1, 1]) oval(c, 720 + side * 158, 420, 26, 42, skin.middle);
  c.fillStyle = radial(c, 670, 360, 300, [
    [0, '#e3b18c'],
    [0.6, skin.light],
    [1, skin.middle],
  ]);
  c.beginPath();
  c.moveTo(562, 380);
  c.bezierCurveTo(556, 220, 884, 220, 878, 380);
  c.bezierCurveTo(880, 500, 812, 606, 720, 606);
  c.bezierCurveTo(628, 606, 560, 500, 562, 380);
  c.fill();
  for (const side of [-1, 1])
    oval(
      c,
      720 + side * 94,
      470,
      40,
      28,
      radial(c, 720 + side * 94, 470, 40, [
        [0, 'rgb(214 110 90 / 0.35)'],
        [1, 'rgb(214 110 90 / 0)'],
      ]),
    );
  c.fillStyle = linear(c, 560, 180, 880, 420, [
    [0, '#5a4335'],
    [1, '#2b1f19'],
  ]);
  c.beginPath();
  c.moveTo(552, 420);
  c.bezierCurveTo(520, 250, 580, 168, 730, 166);
  c.bezierCurveTo(880, 166, 920, 260, 888, 420);
  c.bezierCurveTo(880, 360, 862, 320, 830, 296);
  c.bezierCurveTo(740, 330, 660, 300, 640, 280);
  c.bezierCurveTo(600, 310, 566, 350, 552, 420);
  c.fill();
  paintEyes(c, seconds);
  c.strokeStyle = skin.deep;
  c.lineWidth = 5;
  c.beginPath();
  c.moveTo(726, 416);
  c.quadraticCurveTo(748, 464, 716, 466);
  c.stroke();
  paintMouth(c, seconds);
}

/** A friendly person, seen to the chest, with printed words on the shirt. */
export function paintPerson(c: Context, seconds: number): void {
  c.save();
  c.translate(720, 900);
  c.scale(0.85, 0.85);
  c.translate(-720, -900);
  c.lineCap = 'round';
  const breath = 3 * Math.sin(seconds * 1.4);
  oval(c, 720, 356, 170, 172, hair);
  paintNeck(c, breath);
  paintShirt(c, breath);
  c.save();
  c.translate(720, 620);
  c.rotate(0.035 * Math.sin(seconds * 0.8) + 0.012 * Math.sin(seconds * 2.1));
  c.translate(-720 + 8 * Math.sin(seconds * 0.8), -620 + 4 * Math.sin(seconds * 1.6));
  paintHead(c, seconds);
  c.restore();
  c.restore();
}
