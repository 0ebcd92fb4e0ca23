import * as d from "./data.ts";

type Any = Record<string, any>;
export type Reply = { status: number; body: unknown };
let signedIn = true;
let push: (frame: Any) => void = () => undefined;
export const onPush = (listener: typeof push): void => { push = listener; };

const ok = (body: unknown = {}): Reply => ({ status: 200, body });
const refuse = (status: number, code: string, message: string): Reply => ({ status, body: { error: { code, message } } });
const page = (items: Any[], query: URLSearchParams): Reply => {
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  return ok({ items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null });
};
const event = (c: Any, code: string, values: Any): Any => d.say(c, "event", { kind: "system", id: null, name: "" }, "", { event: { code, values } });

export function changed(c: Any, messages: Any[]): void {
  push({ type: "changed", conversation: c, messages });
}

export function post(id: string, frame: Any): Any {
  const c = d.summaries.find((each) => each.id === id) as Any;
  const held = d.threads.get(id)?.find((each) => each.client_key === frame.key);
  if (held) return held;
  const message = d.say(c, frame.kind, { kind: "staff", id: d.me.id, name: d.me.name }, frame.text, { client_key: frame.key, file: frame.file_id ? files.get(frame.file_id) : null });
  changed(c, [message]);
  if (frame.kind === "text") setTimeout(() => {
    push({ type: "typing", conversation_id: id, from: "customer", name: c.customer.name, text: "好的，那我等" });
    c.customer_read = message.number; c.number += 1; changed(c, []);
    setTimeout(() => changed(c, [d.say(c, "text", { kind: "customer", id: c.customer.id, name: c.customer.name }, "好的，那我等您消息，谢谢")]), 3000);
  }, 2000);
  return message;
}

export const files = new Map<string, Any>();
export const blobs = new Map<string, Buffer>();

function conversation(id: string, rest: string[], method: string, body: Any, query: URLSearchParams): Reply {
  const c = d.summaries.find((each) => each.id === id) as Any;
  if (!c) return refuse(404, "not_found", "没有这个会话。");
  const all = d.threads.get(id) ?? [];
  const who = { staff_name: d.me.name };
  if (rest.length === 0 && method === "GET") return ok({ conversation: c, messages: all.slice(-50), has_more: all.length > 50, visitor: { page_url: "https://tea.example/teapot/220", page_title: "紫砂侧把壶 220 ml", browser: "Chrome 141", device: "Windows", language: "zh-CN", time_zone: "Asia/Shanghai" }, history_count: 3 });
  if (rest.length === 0) { Object.assign(c, body); c.number += 1; return ok(c); }
  if (rest[0] === "messages" && method === "GET") {
    if (query.has("since")) return ok({ items: all.filter((m) => m.changed > Number(query.get("since"))), next: null });
    const before = all.filter((m) => m.number < Number(query.get("before")));
    return ok({ items: before.slice(-50), next: before.length > 50 ? "1" : null });
  }
  if (rest[2] === "recall") {
    const m = all.find((each) => each.id === rest[1]) as Any;
    c.number += 1; Object.assign(m, { recalled_at: d.ago(0), text: "", changed: c.number });
    changed(c, [m]);
    return ok(m);
  }
  if (rest[0] === "pick") { Object.assign(c, { state: "assigned", assignee: { id: d.me.id, name: d.me.name }, assign_reason: "picked" }); changed(c, [event(c, "picked", who)]); }
  if (rest[0] === "close") { Object.assign(c, { state: "closed", subject_id: body.subject_id, closed_at: d.ago(0), waiting_since: null }); changed(c, [event(c, "closed", { ...who, note: body.note ?? "" })]); }
  if (rest[0] === "reopen") { Object.assign(c, { state: "assigned", closed_at: null }); changed(c, [event(c, "reopened", who)]); }
  if (rest[0] === "return") { Object.assign(c, { state: "queued", assignee: null, queued_at: d.ago(0) }); changed(c, [event(c, "returned", who)]); }
  if (rest[0] === "transfer") {
    const to = d.staff.find((s) => s.id === body.staff_id);
    Object.assign(c, to ? { assignee: { id: to.id, name: to.name }, state: "assigned" } : { assignee: null, state: "queued" });
    changed(c, [event(c, "transferred", { staff_name: to?.name, team_name: d.teams.find((x) => x.id === body.team_id)?.name, note: body.note })]);
  }
  return ok(c);
}

function box(query: URLSearchParams): Reply {
  const name = query.get("box");
  const items = d.summaries.filter((c) =>
    query.has("customer_id") ? c.customer.id === query.get("customer_id")
    : name === "mine" ? c.assignee?.id === d.me.id && c.state !== "closed" : name === "queue" ? c.state === "queued" : name === "closed" ? c.state === "closed" : true);
  return page(items, query);
}

const lists: Record<string, Any[]> = { staff: d.staff, roles: d.roles, teams: d.teams, shops: [d.shop], subjects: d.subjects, widgets: d.widgets };

function listed(name: string, id: string | undefined, rest: string[], method: string, body: Any, query: URLSearchParams): Reply {
  const list = lists[name] as Any[];
  if (name === "staff" && id === "invitations") { const made = { ...d.staff[0], id: d.uid(), state: "invited", ...body, version: 1 }; list.push(made); return ok(made); }
  if (!id && method === "GET") return page(list, new URLSearchParams([...query, ["limit", "500"]]));
  if (!id) { const made = { ...structuredClone(list[0]), id: d.uid(), ...body, version: 1, member_ids: body.member_ids ?? [], staff_count: 0, builtin: false }; list.push(made); return ok(made); }
  const held = list.find((each) => each.id === id) as Any;
  if (rest[0] === "secret") return ok({ secret: "zs_9f2c1b7e55d04c0e8a31" });
  if (method === "DELETE") { list.splice(list.indexOf(held), 1); return ok(); }
  if (method === "PATCH") Object.assign(held, body, { version: held.version + 1 });
  return ok(held);
}

function customer(id: string | undefined, rest: string[], method: string, body: Any, query: URLSearchParams): Reply {
  if (!id) return page(d.customers.filter((c) => c.name.includes(query.get("q") ?? "")), query);
  const held = d.customers.find((c) => c.id === id) as Any;
  if (rest[0] === "timeline") return ok({ items: [
    { kind: "conversation", at: d.ago(3600), title: "会话 C-2611-000123", lines: ["物流 › 催单，李薇接待"], badge: "进行中", ref: { kind: "conversation", id: d.summaries[0]!.id } },
    { kind: "conversation", at: d.ago(86400 * 70), title: "会话 C-2609-000871", lines: ["退换货 › 破损，已补发"], badge: "已结束", ref: null },
    { kind: "customer", at: d.ago(86400 * 200), title: "第一次来访", lines: [], badge: null, ref: null },
  ], next: null, missing: [] });
  if (rest[0] === "identities") {
    if (method === "POST") held.identities.push({ id: d.uid(), ...body, verified: false, created_at: d.ago(0) });
    else held.identities = held.identities.filter((x: Any) => x.id !== rest[1]);
    return ok(held);
  }
  if (method === "PATCH") Object.assign(held, body);
  return ok(held);
}

function auth(rest: string[], method: string, body: Any): Reply {
  const [what, more] = rest;
  if (what === "me" && !signedIn) return refuse(401, "signed_out", "请先登录。");
  if (what === "me") { if (method === "PATCH") Object.assign(d.me, body); return ok(d.me); }
  if (what === "login") {
    if (body.password === "wrong") return refuse(401, "wrong_credentials", "邮箱或密码不对。");
    if (body.password === "2fa") return ok({ state: "second_factor" });
    signedIn = true; return ok({ state: "signed_in" });
  }
  if (what === "second-factor") { signedIn = true; return ok({ state: "signed_in" }); }
  if (what === "logout") { signedIn = false; return ok(); }
  if (what === "sessions") return ok([{ id: "1", device: "Chrome · Windows", ip: "10.0.0.8", created_at: d.ago(9000), last_seen_at: d.ago(5), current: true }, { id: "2", device: "Safari · iPhone", ip: "10.0.0.9", created_at: d.ago(90000), last_seen_at: d.ago(7000), current: false }]);
  if (what === "two-factor" && more === "begin") return ok({ secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://x", qr_svg: "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><rect width='10' height='10' fill='#fff'/><path d='M1 1h3v3H1zM6 1h3v3H6zM1 6h3v3H1zM6 6h1v1H6zM8 8h1v1H8z'/></svg>" });
  if (what === "two-factor" && more === "confirm") { d.me.two_factor = true; return ok({ recovery_codes: ["k3m9-2xqa", "p7tn-41fd", "w8rc-66yz", "b2vh-90me"] }); }
  if (what === "two-factor") { d.me.two_factor = false; return ok(); }
  if (what === "invitations" && method === "GET") return ok({ email: "new@zhiyin.example", inviter: "李薇", organisation: "知音茶铺" });
  if (what === "invitations") signedIn = true;
  return ok();
}

export function route(method: string, path: string, query: URLSearchParams, body: Any): Reply {
  const [top, id, ...rest] = path.replace(/^\/api\//, "").split("/") as [string, ...string[]];
  if (top === "setup") return ok(method === "GET" ? { needed: process.env.MOCK_SETUP === "1" } : { widget_id: d.widgets[0]!.id, widget_key: "tea-demo" });
  if (top === "auth") return auth([id as string, ...rest], method, body);
  if (top === "conversations" && id === "search") {
    const q = query.get("q") ?? "";
    const hits = d.summaries.flatMap((c) => (d.threads.get(c.id) ?? []).filter((m) => m.text.includes(q)).slice(-2).map((message) => ({ conversation: c, message, highlights: [q] })));
    return page(hits, query);
  }
  if (top === "conversations") return id ? conversation(id, rest, method, body, query) : box(query);
  if (top === "customers") return customer(id, rest, method, body, query);
  if (top === "permissions") return ok(d.permissions);
  if (top === "presence") {
    if (method === "PUT") { d.staff[0]!.presence = body.status; d.me.presence = body.status; }
    return ok(d.staff.map((s, at) => ({ staff_id: s.id, name: s.name, status: s.presence, since: d.ago(100), used: at === 0 ? 4 : at % 5, capacity: 5, team_ids: s.team_ids, connected: true })));
  }
  if (top === "settings" && !id) return ok(d.settings);
  if (top === "settings") {
    const held = d.settings.find((s) => s.key === id) as Any;
    if (method === "PUT") Object.assign(held, { value: body.value, inherited_from: null });
    else Object.assign(held, { value: held.default, inherited_from: "default" });
    return ok(held);
  }
  if (top in lists) return listed(top, id, rest, method, body, query);
  return refuse(404, "not_found", "没有这个地址。");
}
