import type { Manifest } from "@/shell/contracts";

/** The five steps of an empty house (初次设置). */
export const manifest: Manifest = {
  name: "setup",
  routes: [{ path: "/setup", place: "bare", load: () => import("./pages/setup") }],
};
