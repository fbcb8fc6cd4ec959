import puppeteer, { type Browser } from 'puppeteer-core';

/** Debian's Firefox, which Playwright cannot drive. */
const firefoxPath = process.env.SIGHTLINE_FIREFOX ?? '/usr/bin/firefox-esr';

/** A real Firefox that plays a phone with a camera of its own making. */
export function launchFirefox(): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: firefoxPath,
    headless: true,
    acceptInsecureCerts: true,
    defaultViewport: { width: 390, height: 844 },
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.loopback': true,
    },
  });
}
