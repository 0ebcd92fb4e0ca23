/** Builds the window and the script of the tag, and refuses a first load that grew too large. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const LIMIT = 20 * 1024;
const OUT = new URL('../../../zhiyin/entry/pages/built/widget/', import.meta.url);

await build({ logLevel: 'warn' });
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', OUT), 'utf8'));
const app = Object.values(manifest).find((chunk) => chunk.isEntry);

await build({
  logLevel: 'warn',
  configFile: false,
  define: { __APP__: JSON.stringify(app.file) },
  build: {
    outDir: 'zhiyin/entry/pages/built/widget',
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    lib: {
      entry: 'web/widget/src/loader.ts',
      formats: ['iife'],
      name: 'zhiyinLoader',
      fileName: () => 'widget.js',
    },
  },
  root: new URL('../../..', import.meta.url).pathname,
  publicDir: false,
});

const size = (file) => gzipSync(readFileSync(new URL(file, OUT)), { level: 9 }).length;
const kb = (bytes) => `${(bytes / 1024).toFixed(2)} KB`;

// First load: the tag's script, the window, and whatever the window imports at once.
const first = new Set(['widget.js', app.file]);
const follow = (chunk) => {
  for (const name of chunk.imports ?? []) {
    if (first.has(manifest[name].file)) continue;
    first.add(manifest[name].file);
    follow(manifest[name]);
  }
};
follow(app);
const total = [...first].reduce((sum, file) => sum + size(file), 0);
for (const chunk of Object.values(manifest)) {
  const when = first.has(chunk.file) ? 'first load' : 'when needed';
  console.log(`${when.padEnd(12)} ${chunk.file.padEnd(28)} ${kb(size(chunk.file))} gzip`);
}
console.log(`${'first load'.padEnd(12)} ${'widget.js'.padEnd(28)} ${kb(size('widget.js'))} gzip`);
console.log(`Widget first load: ${kb(total)} gzip (limit ${kb(LIMIT)})`);
if (total > LIMIT) {
  console.error('The first load is too large: move what is not needed first into a lazy part.');
  process.exit(1);
}
