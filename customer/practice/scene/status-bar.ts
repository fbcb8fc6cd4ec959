import { box, type Context, text } from './drawing';
import type { PhoneView } from './phone-view';

const two = (value: number) => String(value).padStart(2, '0');

/** Hours and minutes, as the phone's clock shows them. */
export const clockText = (now: Date): string => `${two(now.getHours())}:${two(now.getMinutes())}`;

/** The bar along the top: the clock on red, since the screen is shared, then signal, Wi-Fi and battery. */
export function paintStatusBar(c: Context, view: PhoneView, color: string): void {
  const middle = view.landscape ? 17 : 31;
  box(c, 24, middle - 13, 66, 26, 13, '#d8301f');
  text(c, clockText(view.now), 57, middle + 6, { size: 17, weight: 700, color: '#ffffff', align: 'center' });
  const right = view.width - 26;
  c.strokeStyle = color;
  c.lineWidth = 1.3;
  c.beginPath();
  c.roundRect(right - 26, middle - 6.5, 24, 13, 4);
  c.stroke();
  box(c, right - 24, middle - 4.5, 15, 9, 2, color);
  box(c, right - 0.6, middle - 2.5, 2, 5, 1, color);
  c.lineWidth = 2;
  for (const radius of [3.5, 7, 10.5]) {
    c.beginPath();
    c.arc(right - 44, middle + 5.5, radius, -0.75 * Math.PI, -0.25 * Math.PI);
    c.stroke();
  }
  for (let bar = 0; bar < 4; bar++)
    box(c, right - 80 + bar * 5.2, middle + 5.5 - (4 + bar * 2.6), 3.6, 4 + bar * 2.6, 1, color);
}

/** The short bar at the bottom with which a phone is swiped home. */
export function paintHomeBar(c: Context, view: PhoneView, color: string): void {
  const width = view.landscape ? 220 : 138;
  const bottom = view.height - view.width / 48;
  box(c, (view.width - width) / 2, bottom - 10, width, 5, 2.5, color);
}
