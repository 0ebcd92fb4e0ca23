import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { catalogues } from "./tools/catalogues";

const source = fileURLToPath(new URL("./src", import.meta.url));

export default defineConfig({
  plugins: [catalogues(source)],
  resolve: { alias: { "@": source } },
  test: {
    environment: "happy-dom",
    environmentOptions: { happyDOM: { url: "http://127.0.0.1/console/" } },
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    restoreMocks: true,
  },
});
