import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { type Export, KNOWLEDGE } from "./shapes";

/** What became of an import; the job of the same id says how far it is. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [...KNOWLEDGE, "import", id],
    queryFn: () =>
      unwrap(
        api.GET("/api/knowledge/imports/{import_id}", { params: { path: { import_id: id } } }),
      ),
  });

/** Only look what would happen, or take in: for readers at once, or as drafts. */
export type Mode = "check" | "publish" | "draft";

export async function askImport(file: File, mode: Mode): Promise<string> {
  const form = new FormData();
  form.append("file", file);
  const asked = await unwrap(
    api.POST("/api/knowledge/import", {
      params: { query: { mode } },
      body: form as never,
      bodySerializer: (body) => body as never,
    }),
  );
  return asked.job_id;
}

export const askExport = (body: Export): Promise<{ job_id: string }> =>
  unwrap(api.POST("/api/knowledge/export", { body }));
