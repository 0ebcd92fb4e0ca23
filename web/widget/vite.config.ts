import { defineConfig } from "vitest/config";

/** Vite wraps every lazy part in code that preloads style sheets; this window has none to preload. */
const plainImports = {
  name: 'plain-imports',
  enforce: 'pre' as const,
  load: (id: string) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null,
};

export default defineConfig({
  base: './',
  plugins: [plainImports],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../zhiyin/entry/pages/built/widget',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    manifest: true,
    rolldownOptions: {
      input: 'src/main.tsx',
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: 'app-[hash].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.{ts,tsx}'] },
});
