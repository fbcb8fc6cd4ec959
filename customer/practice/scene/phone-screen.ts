import { type Context, ease, mix } from './drawing';
import { paintHome, settingsIcon } from './home-screen';
import type { PhoneView, Rect } from './phone-view';
import { paintSettingsPage, rowMiddle, scrollRange } from './settings-list';
import { accountsPage, settingsPage } from './settings-pages';
import { paintHomeBar, paintStatusBar } from './status-bar';

/** What a phone's screen is painted with: pixels, scene seconds, and the time its clocks show. */
export interface ScreenView {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly now: Date;
}

/** The seconds at which each step of the script begins; after the last it starts over. */
const script = {
  tapSettings: 4.2,
  open: 4.6,
  scrollSettings: 6.2,
  tapMail: 10.6,
  push: 11,
  scrollAccounts: 14,
  back: 20.5,
  goHome: 24,
  swipe: 27,
  swipeBack: 31,
  end: 35,
} as const;

/** A finger's touch as a soft disc that fades. */
function paintTap(c: Context, x: number, y: number, at: number, since: number) {
  const age = at - since;
  if (age < 0 || age > 0.55) return;
  c.fillStyle = `rgb(70 80 86 / ${0.45 * (1 - ease(age, 0.2, 0.55))})`;
  c.beginPath();
  c.arc(x, y, 20 + 8 * ease(age, 0, 0.5), 0, Math.PI * 2);
  c.fill();
}

function paintApp(c: Context, view: PhoneView, at: number) {
  const pushed = ease(at, script.push, script.push + 0.45);
  const mail = rowMiddle(view, settingsPage, 'Mail');
  const range = scrollRange(view, settingsPage);
  const toMail = Math.min(range, Math.max(0, mail - view.height * 0.55));
  const down = ease(at, script.scrollSettings, script.scrollSettings + 2.4);
  const up = ease(at, script.scrollSettings + 2.6, script.scrollSettings + 4);
  const settingsScroll = mix(mix(0, range, down), toMail, up);
  const accountsRange = scrollRange(view, accountsPage);
  const accountsScroll =
    accountsRange *
    (ease(at, script.scrollAccounts, script.scrollAccounts + 4) - ease(at, script.back, script.back + 2.4));
  if (pushed < 1) {
    c.save();
    c.translate(-view.width * 0.3 * pushed, 0);
    paintSettingsPage(c, view, settingsPage, settingsScroll);
    paintTap(c, view.width / 2, mail - settingsScroll, at, script.tapMail);
    c.restore();
  }
  if (pushed > 0) {
    c.save();
    c.translate(view.width * (1 - pushed), 0);
    paintSettingsPage(c, view, accountsPage, accountsScroll);
    c.restore();
  }
  paintStatusBar(c, view, '#111114');
  paintHomeBar(c, view, '#111114');
}

/** The app as it grows out of its icon: `share` 0 is the icon, 1 the whole screen. */
function paintOpening(c: Context, view: PhoneView, at: number, share: number) {
  const icon: Rect = settingsIcon(view);
  const x = mix(icon.x, 0, share);
  const y = mix(icon.y, 0, share);
  const width = mix(icon.width, view.width, share);
  const height = mix(icon.height, view.height, share);
  c.save();
  c.beginPath();
  c.roundRect(x, y, width, height, mix(icon.width * 0.235, 40, share));
  c.clip();
  c.globalAlpha = ease(share, 0, 0.35);
  c.translate(x, y);
  c.scale(width / view.width, width / view.width);
  paintApp(c, view, at);
  c.restore();
}

/** Paints the phone's screen, which plays a slow script: home, settings, mail accounts, home again. */
export function paintPhoneScreen(c: Context, { width, height, seconds, now }: ScreenView): void {
  const landscape = width > height;
  const points = landscape ? 844 : 390;
  const scale = width / points;
  const view: PhoneView = { width: points, height: height / scale, landscape, seconds, now };
  const at = seconds % script.end;
  c.save();
  c.scale(scale, scale);
  const share = ease(at, script.open, script.open + 0.5) - ease(at, script.goHome, script.goHome + 0.5);
  if (share < 1) {
    const page =
      ease(at, script.swipe, script.swipe + 0.6) - ease(at, script.swipeBack, script.swipeBack + 0.6);
    paintHome(c, view, page);
    const icon = settingsIcon(view);
    paintTap(c, icon.x + icon.width / 2, icon.y + icon.height / 2, at, script.tapSettings);
  }
  if (share >= 1) paintApp(c, view, at);
  else if (share > 0) paintOpening(c, view, at, share);
  c.restore();
}
