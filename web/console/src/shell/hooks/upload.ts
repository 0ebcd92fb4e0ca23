import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

/** Keeps a file on the server; it is nobody's until something takes it. */
export function uploadFile(body: Blob, name: string): Promise<components["schemas"]["FileOut"]> {
  const form = new FormData();
  form.append("file", body, name);
  return unwrap(
    api.POST("/api/files", { body: form as never, bodySerializer: (given) => given as never }),
  );
}
