import { describe, expect, test, vi } from "vitest";
import { api } from "@/api/client";
import { RequestKeys } from "@/api/request-keys";

describe("keys of requests", () => {
  test("the same request keeps its key until it is answered", () => {
    const keys = new RequestKeys();
    const first = keys.keyOf("POST /teams {}", 0);
    expect(keys.keyOf("POST /teams {}", 1000)).toBe(first);
    expect(keys.keyOf("POST /teams {a}", 1000)).not.toBe(first);
    keys.answered(first);
    expect(keys.keyOf("POST /teams {}", 2000)).not.toBe(first);
  });

  test("a request that was never answered is new after a while", () => {
    const keys = new RequestKeys();
    const first = keys.keyOf("POST /teams {}", 0);
    expect(keys.keyOf("POST /teams {}", 601_000)).not.toBe(first);
  });
});

describe("the client", () => {
  const body = { name: "夜班组", line: "", member_ids: [] };
  const keyOf = (call: unknown[] = []) => (call[0] as Request).headers.get("Idempotency-Key");

  test("two clicks at once carry one key, a later one another", async () => {
    const fetch = vi.fn(async () => Response.json({ id: "t1" }, { status: 201 }));
    vi.stubGlobal("fetch", fetch);
    await Promise.all([api.POST("/api/teams", { body }), api.POST("/api/teams", { body })]);
    await api.POST("/api/teams", { body });
    const [one, two, later] = (fetch.mock.calls as unknown[][]).map(keyOf);
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(two).toBe(one);
    expect(later).not.toBe(one);
    vi.unstubAllGlobals();
  });

  test("another try after the network broke carries the same key; a refusal ends it", async () => {
    const answers = [
      () => Promise.reject(new TypeError("no network")),
      async () => Response.json({}, { status: 503 }),
      async () => Response.json({}, { status: 422 }),
      async () => Response.json({}, { status: 201 }),
    ];
    const fetch = vi.fn(() => (answers.shift() ?? answers[0])?.());
    vi.stubGlobal("fetch", fetch);
    await api.POST("/api/teams", { body }).catch(() => undefined);
    for (let at = 0; at < 3; at += 1) await api.POST("/api/teams", { body });
    const [broken, away, refused, later] = (fetch.mock.calls as unknown[][]).map(keyOf);
    expect(away).toBe(broken);
    expect(refused).toBe(broken);
    expect(later).not.toBe(broken);
    vi.unstubAllGlobals();
  });

  test("a file is never read for its key", async () => {
    const fetch = vi.fn(async () => Response.json({}, { status: 201 }));
    vi.stubGlobal("fetch", fetch);
    const text = vi.spyOn(Request.prototype, "text");
    const form = new FormData();
    form.append("file", new File(["x"], "x.txt"));
    await api.POST("/api/files", { body: form as never, bodySerializer: (body) => body as never });
    expect(keyOf((fetch.mock.calls as unknown[][])[0])).toMatch(/^[0-9a-f]{32}$/);
    expect(text).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  test("reading and replacing carry no key", async () => {
    const fetch = vi.fn(async () => Response.json({}));
    vi.stubGlobal("fetch", fetch);
    await api.GET("/api/teams");
    expect(keyOf((fetch.mock.calls as unknown[][])[0])).toBeNull();
    vi.unstubAllGlobals();
  });
});
