import { createHash } from 'node:crypto';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const inRoot = (...parts) => resolve(root, ...parts);

/** Natives and Electron stay outside; everything else is bundled. */
const outside = ['electron', 'libsql', /^@libsql\//, /^node:/, ...builtinModules];

const common = { configFile: false, logLevel: 'warn', clearScreen: false, envDir: false };

const code = (name, entry, format, fileName) => ({
  ...common,
  root,
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  resolve: { conditions: ['node', 'import', 'module', 'default'] },
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    ssr: inRoot(entry),
    outDir: inRoot('dist', name),
    // The two preload scripts share a folder.
    emptyOutDir: name !== 'preload',
    target: 'node20.18',
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: {
      external: outside,
      output: {
        format,
        entryFileNames: fileName,
        chunkFileNames: 'chunks/[name]-[hash].js',
        ...(format === 'cjs' ? { codeSplitting: false } : {}),
      },
    },
  },
});

const page = (name, target) => ({
  ...common,
  root: inRoot(name),
  base: './',
  plugins: [react()],
  resolve: {
    // simple-peer's own entry expects Node's globals; its browser build does not.
    alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }],
  },
  build: {
    outDir: inRoot('dist', name),
    emptyOutDir: true,
    target,
    sourcemap: name === 'renderer',
    // The pages' content security policy allows neither inline scripts nor data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4096,
  },
});

/** Returns the build of a classic script without exports, run in a page before the page's own. */
const script = (name, entry, fileName, target) => ({
  ...common,
  root,
  publicDir: false,
  build: {
    outDir: inRoot('dist', name),
    emptyOutDir: true,
    target,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: inRoot(entry),
      output: { format: 'iife', entryFileNames: fileName, codeSplitting: false },
    },
  },
});

const practicePage = {
  ...script('practice', 'customer/practice/practice-phone.ts', 'practice-phone.js', 'chrome130'),
};

/** Gives the practice window's preload script the text of what it runs in the page: a sandboxed script reads no files. */
const practiceScript = {
  name: 'practice-script',
  config: async () => {
    const { build: options } = practicePage;
    const { output } = await build({ ...practicePage, build: { ...options, write: false, minify: true } });
    return { define: { practicePhoneScript: JSON.stringify(output[0].code) } };
  },
};

/** Adds the worker that keeps the page for when the site is away; it has to know every file of the page by name. */
const serviceWorker = {
  name: 'service-worker',
  async generateBundle(_options, bundle) {
    const names = Object.keys(bundle).filter((name) => !name.endsWith('.map') && name !== 'index.html');
    const version = createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 16);
    const worker = script(
      'customer',
      'customer/offline/worker/service-worker.ts',
      'service-worker.js',
      'chrome111',
    );
    const { output } = await build({
      ...worker,
      define: {
        builtFiles: JSON.stringify(['/', ...names.map((name) => `/${name}`)]),
        builtVersion: JSON.stringify(version),
      },
      build: { ...worker.build, write: false, minify: true },
    });
    this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: output[0].code });
  },
};

const customerPage = page('customer', ['chrome111', 'firefox115', 'safari16.4']);

export const targets = {
  main: code('main', 'main/main.ts', 'es', 'main.js'),
  preload: code('preload', 'preload/preload.ts', 'cjs', 'preload.cjs'),
  'practice-preload': {
    ...code('preload', 'preload/practice.ts', 'cjs', 'practice.cjs'),
    plugins: [practiceScript],
  },
  renderer: page('renderer', 'chrome130'),
  customer: { ...customerPage, plugins: [...customerPage.plugins, serviceWorker] },
  practice: script('practice', 'customer/practice/simulated-phone.ts', 'simulated-phone.js', 'chrome130'),
};
