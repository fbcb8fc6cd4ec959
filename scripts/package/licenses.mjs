import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inModules, inRoot } from '../support/paths.mjs';

const sources = ['shared', 'main', 'preload', 'renderer', 'customer', 'practice'];
const imported = /(?:from|import|url\()\s*\(?\s*['"]([^'".][^'"]*)['"]/g;

function codeIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return codeIn(path);
    return /\.(ts|tsx|css)$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Returns where a package that another one needs is installed: within it, or at the top. */
const locate = (name, parent) =>
  [join(parent, 'node_modules', name), inModules(name)].find((path) =>
    existsSync(join(path, 'package.json')),
  );

/** Returns the packages the app is made of: those its sources import, and all that these need. */
export function packagesUsed() {
  const own = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const declared = new Set([...Object.keys(own.dependencies), ...Object.keys(own.devDependencies)]);
  // Electron brings its own licences along.
  declared.delete('electron');
  const names = new Set(
    sources
      .flatMap((folder) => codeIn(inRoot(folder)))
      .flatMap((text) => [...text.matchAll(imported)].map(([, specifier]) => packageOf(specifier)))
      .filter((name) => declared.has(name)),
  );
  const found = new Map();
  const visit = (name, parent) => {
    const folder = locate(name, parent);
    if (folder === undefined || found.has(folder)) return;
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    found.set(folder, manifest);
    for (const next of Object.keys(manifest.dependencies ?? {})) visit(next, folder);
  };
  for (const name of [...names, 'libsql']) visit(name, inRoot());
  return [...found]
    .filter(([, { name }]) => !name.startsWith('@types/') && name !== 'csstype' && name !== 'type-fest')
    .map(([folder, { name, version, license }]) => ({ folder, name, version, license: license ?? 'unknown' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Writes the licences of everything the app is made of into one file. Returns how many packages they are. */
export function writeLicenses(target) {
  const packages = packagesUsed();
  const parts = packages.map(({ folder, name, version, license }) => {
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licensed under ${license}.`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const line = `\n${'-'.repeat(80)}\n\n`;
  writeFileSync(target, `Sightline is made with these packages.\n${line}${parts.join(line)}`);
  return packages.length;
}
