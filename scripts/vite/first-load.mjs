import { gzipSync } from 'node:zlib';

const woff = /\.woff2?$/;
/** Browsers fetch these subsets only for text that needs them. */
const onDemand = /latin-ext|italic/;

/**
 * Returns the size of what a browser fetches before the page can be used: the page, its static imports, styles and
 * font.
 */
export function firstLoad({ output }) {
  const byName = new Map(output.map((file) => [file.fileName, file]));
  const wanted = new Set(
    output.filter(({ fileName }) => fileName.endsWith('.html')).map(({ fileName }) => fileName),
  );
  const visit = (name) => {
    const file = byName.get(name);
    if (!file || wanted.has(name)) return;
    wanted.add(name);
    for (const next of file.imports ?? []) visit(next);
    for (const next of file.viteMetadata?.importedCss ?? []) visit(next);
  };
  for (const file of output) if (file.isEntry) visit(file.fileName);
  const styles = [...wanted]
    .filter((name) => name.endsWith('.css'))
    .map((name) => String(byName.get(name)?.source));
  for (const { fileName } of output) {
    const short = fileName.split('/').at(-1) ?? fileName;
    if (woff.test(fileName) && !onDemand.test(fileName) && styles.some((css) => css.includes(short)))
      wanted.add(fileName);
  }
  return [...wanted].reduce((sum, name) => sum + transferSize(byName.get(name)), 0);
}

/** Returns bytes over the wire: the site compresses text; fonts are compressed already. */
export function transferSize(file) {
  const bytes = Buffer.from(file.code ?? file.source);
  return woff.test(file.fileName) ? bytes.length : gzipSync(bytes).length;
}
