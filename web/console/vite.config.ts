import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { catalogues } from "./tools/catalogues";
import { firstChunks } from "./tools/chunks";

const source = fileURLToPath(new URL("./src", import.meta.url));

/** The server to talk to during development: `zhiyin serve --demo` on its usual port. */
const server = process.env.ZHIYIN_SERVER ?? "http://127.0.0.1:8600";

export default defineConfig({
  base: "/console/",
  plugins: [react(), catalogues(source)],
  resolve: { alias: { "@": source } },
  server: {
    host: "127.0.0.1",
    port: Number(process.env.ZHIYIN_CONSOLE_PORT ?? 8750),
    strictPort: true,
    proxy: {
      "^/(api|chat|widget|demo)(/|$|\\?)": { target: server, ws: true, changeOrigin: false },
    },
  },
  build: {
    outDir: "../../zhiyin/entry/pages/built/console",
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: firstChunks(source), debugName: "first screen" }] },
      },
    },
  },
});
