// Draws every icon from assets/icon.svg. Run it after the picture has changed: node scripts/package/icons.mjs
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { inRoot } from '../support/paths.mjs';
import { script } from '../support/processes.mjs';
import { icns, ico } from './icon-containers.mjs';

/** macOS leaves room around an icon's tile; elsewhere the tile fills the picture. */
const framed = '0 0 1024 1024';
const filled = '96 96 832 832';

const assets = (...parts) => inRoot('assets', ...parts);
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function draw(page, svg, viewBox, size) {
  await page.setViewportSize({ width: size, height: size });
  const sized = svg.replace(/viewBox="[^"]*"/, `viewBox="${viewBox}" width="${size}" height="${size}"`);
  await page.setContent(`<style>html,body{margin:0}svg{display:block}</style>${sized}`);
  return { size, png: await page.screenshot({ omitBackground: true }) };
}

await script(async () => {
  const system = process.env.SIGHTLINE_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({
    ...(existsSync(system) ? { executablePath: system } : {}),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    const svg = readFileSync(assets('icon.svg'), 'utf8');
    const series = async (viewBox, sizes) => {
      const pictures = [];
      for (const size of sizes) pictures.push(await draw(page, svg, viewBox, size));
      return pictures;
    };
    const pictures = await series(filled, [512, 256, 128, 64, 48, 32, 16]);
    const forMac = await series(framed, [1024, 512, 256, 128, 64, 32, 16]);

    const files = new Map(pictures.map(({ size, png }) => [join('icons', `${size}x${size}.png`), png]));
    files.set('icon.ico', ico(pictures.filter(({ size }) => size <= 256)));
    files.set('icon.icns', icns(forMac));
    mkdirSync(assets('icons'), { recursive: true });
    for (const [name, bytes] of files) writeFileSync(assets(name), bytes);
    // Says which picture these were drawn from, so that a test can tell when they are out of date.
    const record = {
      drawnFrom: hash(svg),
      files: Object.fromEntries([...files].map(([name, bytes]) => [name.replaceAll('\\', '/'), hash(bytes)])),
    };
    writeFileSync(assets('icons.json'), `${JSON.stringify(record, null, 2)}\n`);
    for (const [name, bytes] of files)
      console.log(`${name.padEnd(20)}${(bytes.length / 1000).toFixed(1)} kB`);
  } finally {
    await browser.close();
  }
});
