import createClient, { type Middleware } from "openapi-fetch";
import { RequestKeys, randomKey } from "./request-keys";
import type { paths } from "./schema";

/** An answer the server refused, with its sentence for people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Record<string, string> = {},
    readonly current: unknown = undefined,
  ) {
    super(message);
  }
}

/** Nothing came back: no network, or the server is restarting. */
export class OfflineError extends Error {}

type Listener = () => void;
const signedOut = new Set<Listener>();

/** Called when the server no longer knows who we are. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

let language = "zh-CN";

/** The language in which the server should phrase its sentences. */
export function setRequestLanguage(value: string): void {
  language = value;
}

const KEY = "Idempotency-Key";
const keys = new RequestKeys();

const guard: Middleware = {
  async onRequest({ request }) {
    request.headers.set("Accept-Language", language);
    if (request.method !== "GET") request.headers.set("X-Zhiyin", "1");
    if (request.method === "POST") {
      const type = request.headers.get("Content-Type") ?? "";
      const isFile = type !== "" && !type.startsWith("application/json");
      // A file is not read twice to be compared; sending it again is another upload.
      const body = isFile ? randomKey() : await request.clone().text();
      request.headers.set(KEY, keys.keyOf(`${request.url} ${body}`, Date.now()));
    }
    return request;
  },
  onResponse({ request, response }) {
    const key = request.headers.get(KEY);
    // Otherwise nobody knows yet what was done: another try asks under the same key.
    const final = response.status < 500 && !response.headers.has("Retry-After");
    if (key && final) keys.answered(key);
  },
};

export const api = createClient<paths>({
  baseUrl: typeof location === "undefined" ? "http://localhost" : location.origin,
  credentials: "same-origin",
  fetch: (request) => globalThis.fetch(request),
});
api.use(guard);

type Answer<T> = { data?: T; error?: unknown; response: Response };

type ErrorBody = {
  error?: {
    code?: string;
    message?: string;
    fields?: Record<string, string>;
    current?: unknown;
  };
};

/** The data of an answer, or the refusal as an ApiError. */
export async function unwrap<T>(pending: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await pending;
  } catch (reason) {
    throw new OfflineError(String(reason));
  }
  if (answer.response.ok) return answer.data as T;
  const body = (answer.error as ErrorBody | undefined)?.error;
  const status = answer.response.status;
  if (status === 401) for (const listener of signedOut) listener();
  if (status >= 502 && !body) throw new OfflineError(String(status));
  throw new ApiError(
    status,
    body?.code ?? `http_${status}`,
    body?.message ?? "",
    body?.fields,
    body?.current,
  );
}
