import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { mockServer } from "./dev/mock/plugin.ts";

/** A real server to talk to during development; without one the in-memory shop answers. */
const server = process.env.ZHIYIN_SERVER;

export default defineConfig({
  base: "/console/",
  plugins: [react(), ...(server ? [] : [mockServer()])],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    host: "127.0.0.1",
    port: Number(process.env.ZHIYIN_CONSOLE_PORT ?? 8750),
    strictPort: true,
    proxy: server
      ? { "^/(api|chat|widget|demo)(/|$|\\?)": { target: server, ws: true, changeOrigin: false } }
      : undefined,
  },
  build: {
    outDir: "../../zhiyin/entry/pages/built/console",
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
});
