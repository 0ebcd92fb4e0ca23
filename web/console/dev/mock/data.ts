/** A small tea shop in memory, so that screens can be drawn without a server. */
let seed = 7;
export const random = (): number => {
  seed = (seed * 16807) % 2147483647;
  return seed / 2147483647;
};
export const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
let counter = 0;
export const uid = (): string => {
  counter += 1;
  return `01900000-0000-7000-8000-${String(counter).padStart(12, "0")}`;
};
export const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
type Any = Record<string, any>; // eslint-free zone: development only

const COLORS = ["#4c63b6", "#a3512f", "#2f7a55", "#7c5296", "#5b6770", "#96602a"];
export const shop = { id: uid(), name: "知音茶铺", code: "tea", time_zone: "Asia/Shanghai", currency: "CNY", hours: null, version: 1 };
const week = [0, 1, 2, 3, 4].map(() => [["09:00", "12:00"], ["13:00", "22:00"]]).concat([[["10:00", "18:00"]], []]);
export const teams: Any[] = ["售前咨询", "物流售后", "VIP 专席"].map((name, at) => ({
  id: uid(), name, shop_id: shop.id, hours: at === 0 ? { time_zone: "Asia/Shanghai", week } : null, member_ids: [], version: 1,
}));
export const roles: Any[] = [
  ["owner", "负责人", "Owner"], ["manager", "客服经理", "Service manager"], ["supervisor", "客服主管", "Supervisor"],
  ["agent_senior", "高级客服", "Senior agent"], ["agent_junior", "初级客服", "Junior agent"], ["quality", "质检", "Quality analyst"],
  ["support", "技术支持", "Technical support"], ["admin", "管理员", "Administrator"],
].map(([code, zh, en], at) => ({
  id: uid(), code, name: { "zh-CN": zh, en }, permissions: [], scope: at < 3 ? "all" : "own", builtin: true, staff_count: 2, version: 1,
}));
export const permissions: Any[] = [
  ["conversations.read", "看会话", "See conversations"], ["conversations.reply", "回复客户", "Reply"], ["conversations.pick", "从排队接入", "Pick from the queue"],
  ["conversations.transfer", "转接", "Transfer"], ["conversations.close", "结束会话", "Close"], ["conversations.read_all", "看别人的会话", "See others' conversations"],
  ["customers.read", "看客户", "See customers"], ["customers.edit", "改客户资料", "Edit customers"], ["customers.see_personal", "看完整联系方式", "See full contacts"],
  ["people.manage_staff", "管理员工", "Manage staff"], ["people.manage_roles", "管理角色", "Manage roles"], ["people.manage_teams", "管理团队", "Manage teams"],
  ["people.manage_shops", "管理店铺", "Manage shops"], ["catalogue.manage", "管理问题分类", "Manage subjects"], ["channels.manage", "管理渠道", "Manage channels"],
  ["settings.manage", "改设置", "Change settings"], ["presence.read", "看同事状态", "See presence"], ["audit.read", "看操作记录", "Read the audit"],
].map(([name, zh, en]) => ({
  name, module: String(name).split(".")[0], title: { "zh-CN": zh, en }, description: { "zh-CN": `允许${zh}。`, en: `Allows: ${en}.` },
}));
for (const role of roles) role.permissions = permissions.slice(0, role.scope === "all" ? 18 : 9).map((p) => p.name);

const NAMES = ["李薇", "张敏", "王浩", "陈静", "刘洋", "赵倩", "孙磊", "周婷", "吴杰", "郑爽", "冯雪", "何勇"];
export const staff: Any[] = NAMES.map((name, at) => ({
  id: uid(), name, email: `user${at}@zhiyin.example`, state: at === 11 ? "invited" : at === 10 ? "disabled" : "active",
  role_ids: [roles[Math.min(7, at)]!.id], team_ids: [teams[at % 3]!.id], capacity: 5, two_factor: at % 3 === 0,
  presence: (["online", "online", "busy", "away", "offline"] as const)[at % 5], last_seen_at: ago(at * 4000), version: 1,
}));
for (const member of staff) for (const team of teams) if (member.team_ids.includes(team.id)) team.member_ids.push(member.id);
export const me: Any = {
  ...staff[0], avatar_color: "#2f7a55", language: null, theme: null, two_factor: false, presence: "online",
  permissions: permissions.map((p) => p.name), teams: teams.slice(0, 2), shops: [shop], notifications: { sound: true, desktop: false },
};

export const subjects: Any[] = [];
for (const [at, [root, ...leaves]] of [
  ["物流|Delivery", "催单|Where is it", "改地址|Change address", "丢件|Lost parcel"], ["退换货|Returns", "退货|Return", "换货|Exchange", "破损|Damaged"],
  ["售前|Before buying", "茶具选购|Teaware", "茶叶冲泡|Brewing", "优惠|Discounts"], ["发票|Invoices", "开票|Request", "重开|Correct"], ["其他|Other"],
].entries()) {
  const text = (both: string) => ({ "zh-CN": both.split("|")[0], en: both.split("|")[1] });
  const top: Any = { id: uid(), parent_id: null, code: `s${at}`, name: text(root!), tier: "B", active: true, position: at, version: 1 };
  subjects.push(top, ...leaves.map((leaf, i): Any => ({ ...top, id: uid(), parent_id: top.id, code: `s${at}.${i}`, name: text(leaf), position: i })));
}

const PEOPLE = ["王小姐", "陈立", "周周", "孙先生", "访客 3f2a", "吴女士", "林晓彤", "赵先生", "钱多多", "何伟", "欧阳明月", "Grace Lee"];
const ASKS = [
  "我上周五下的单，物流一直停在杭州，都三天了还没动静，到底什么时候能到？", "杯子边上有个小缺口，能换一个吗", "这个壶能用电磁炉吗", "发票抬头写错了，麻烦重开一张，抬头是杭州山月文化有限公司",
  "在吗", "想问下满减怎么用，券领了但是结算的时候没有减", "白毫银针和白牡丹有什么区别？送长辈选哪个好", "订单能改地址吗，还没发货", "谢谢，已经收到了", "Do you ship to Singapore? I would like to send two gaiwans.",
  "茶叶怎么保存", "换货的快递单号是 SF1456 2210 3378，请查收",
];
const ANSWERS = ["您好，让您久等了，我马上为您查一下。", "王小姐，您的包裹 11 月 19 日到杭州中转后停留异常，我们已催促承运方，预计周四到。", "可以的，您把照片发我看一下。", "好的，已经为您登记，稍后会有短信通知。", "这款壶底是平的，电磁炉可以用，小火就好。"];
export const customers: Any[] = PEOPLE.map((name, at) => ({
  id: uid(), ref: `P-2609-000${100 + at}`, name, avatar_color: COLORS[at % 6], language: at === 11 ? "en" : "zh-CN", tags: at % 3 === 0 ? ["老客户", "茶具"] : [], level: at % 4 === 0 ? "金卡" : null,
  note: at === 0 ? "喜欢紫砂，收货地址常换。" : "", version: 1, first_seen_at: ago(86400 * 200), last_contact_at: ago(600 * at),
  identities: [{ id: uid(), kind: "phone", value: "138 **** 2046", verified: true, created_at: ago(9e6) }, { id: uid(), kind: "email", value: "w***@mail.example", verified: false, created_at: ago(9e6) }],
  facts: [{ label: { "zh-CN": "累计", en: "Orders" }, value: "14 单 · ¥3,912" }],
}));
export const summaries: Any[] = [];
export const threads = new Map<string, Any[]>();
const widgetId = uid();

export function say(c: Any, kind: string, sender: Any, text: string, more: Any = {}): Any {
  const list = threads.get(c.id) ?? [];
  threads.set(c.id, list);
  c.number += 1;
  const number = (list.at(-1)?.number ?? 0) + 1;
  const message = { id: uid(), conversation_id: c.id, number, changed: c.number, kind, sender, text, file: null, event: null, created_at: ago(0), recalled_at: null, client_key: null, ...more };
  list.push(message);
  if (kind !== "event" && kind !== "note") {
    c.last_message = { number, kind, preview: text.slice(0, 60), sender: sender.kind, at: message.created_at };
    if (sender.kind === "customer") { c.unread += 1; c.waiting_since ??= message.created_at; if (c.state === "waiting_customer") c.state = "assigned"; }
    if (sender.kind === "staff") { c.unread = 0; c.waiting_since = null; c.state = "waiting_customer"; }
  }
  return message;
}
const system = { kind: "system", id: null, name: "" };
for (const [at, person] of customers.entries()) {
  const state = at < 3 ? "assigned" : at === 3 ? "waiting_customer" : at < 6 ? "queued" : at < 8 ? "assigned" : "closed";
  const owner = at < 4 ? me : at < 6 ? null : staff[(at % 5) + 1];
  const waited = [200, 95, 12, 0, 30, 9, 400, 60, 0, 0, 0, 0][at]!;
  const c: Any = {
    id: uid(), number: 1, ref: `C-2611-000${123 + at}`, state: "assigned", shop_id: shop.id, channel: { id: widgetId, kind: "web", name: "官网挂件" },
    customer: { id: person.id, name: person.name, avatar_color: person.avatar_color, tags: person.tags, level: person.level }, team_id: teams[at % 3]!.id,
    assignee: owner && { id: owner.id, name: owner.name }, subject_id: at % 2 === 0 ? subjects[1 + (at % 3)]!.id : null, priority: 0, assign_reason: owner === me ? one(["affinity", "load"]) : null,
    last_message: null, unread: 0, waiting_since: null, visitor_online: at % 3 !== 1, opened_at: ago(1200 + waited), queued_at: ago(waited), assigned_at: ago(1100), first_response_at: null, closed_at: null, customer_read: 0, staff_read: 0,
  };
  const customer = { kind: "customer", id: person.id, name: person.name };
  const agent = { kind: "staff", id: (owner ?? me).id, name: (owner ?? me).name };
  say(c, "event", system, "", { event: { code: "opened", values: {} }, created_at: ago(90000) });
  say(c, "event", system, "", { event: { code: "queued", values: { team_name: teams[at % 3]!.name } }, created_at: ago(89990) });
  if (owner) say(c, "event", system, "", { event: { code: "assigned", values: { staff_name: owner.name } }, created_at: ago(89980) });
  if (at === 0) for (let i = 0; i < 90; i += 1) say(c, "text", i % 2 ? agent : customer, i % 2 ? one(ANSWERS) : one(ASKS), { created_at: ago(86400 - i * 60) });
  if (owner) { say(c, "text", customer, one(ASKS), { created_at: ago(900) }); say(c, "text", agent, one(ANSWERS), { created_at: ago(800) }); }
  if (at === 0) say(c, "note", agent, "@张敏 杭州中转 11-19 起停滞，同线路今天共 14 单，已归入异常 #E-31", { created_at: ago(700) });
  c.unread = 0; c.staff_read = threads.get(c.id)!.length; c.customer_read = c.staff_read - (at % 2);
  if (state !== "waiting_customer") say(c, "text", customer, ASKS[at]!, { created_at: ago(waited) });
  if (at === 0) say(c, "text", customer, "大概几天能到", { created_at: ago(waited - 20) });
  c.state = state; c.waiting_since = state === "assigned" || state === "queued" ? ago(waited) : null;
  if (state === "closed") { c.closed_at = ago(500); c.unread = 0; }
  if (c.last_message) c.last_message.at = ago(Math.max(0, waited));
  summaries.push(c);
}
export const widgets: Any[] = [{
  id: widgetId, key: "tea-demo", shop_id: shop.id, team_id: teams[0]!.id, name: "官网挂件", look: { color: "#0b776b", title: "知音茶铺", greeting: { "zh-CN": "您好，欢迎光临知音茶铺。想问什么，直接写就好。", en: "Welcome. Ask us anything about tea." }, offline_text: { "zh-CN": "现在没有人在线。留下联系方式，我们明早答复您。", en: "Nobody is online. Leave a contact and we answer in the morning." }, position: "right", offset_x: 24, offset_y: 24 },
  languages: ["zh-CN", "en"], allowed_origins: ["https://tea.example"], active: true, script_tag: '<script async src="http://127.0.0.1:8600/widget/widget.js" data-widget="tea-demo"></script>', version: 1,
}];
const setting = (key: string, group: string, type: string, value: unknown, zh: string, en: string, dz: string, de: string, more: Any = {}): Any =>
  ({ key, module: key.split(".")[0], group, type, value, default: value, inherited_from: "default", title: { "zh-CN": zh, en }, description: { "zh-CN": dz, en: de }, version: 1, ...more });
export const settings: Any[] = [
  setting("conversations.welcome_text", "texts", "Text", { "zh-CN": "您好，很高兴为您服务。", en: "Hello, how can we help?" }, "欢迎语", "Welcome", "客服接入时自动发送。", "Sent when an agent takes the conversation."),
  setting("conversations.nudge_after", "times", "duration", 180, "多久提醒沉默的客户", "Remind a silent customer after", "客户不回复多久后提醒。0 表示不提醒。", "0 turns it off.", { minimum: 0, maximum: 86400 }),
  setting("conversations.close_after", "times", "duration", 600, "多久自动结束", "Close by itself after", "提醒后仍不回复，自动结束。", "After the reminder.", { minimum: 0, maximum: 86400 }),
  setting("dispatch.default_capacity", "slots", "int", 5, "默认接待量", "Default slots", "每位客服同时接待的会话数。", "Conversations at a time.", { minimum: 1, maximum: 50 }),
  setting("dispatch.wrap_up", "slots", "duration", 20, "整理时间", "Wrap-up", "结束后多久再分新会话。", "Pause after a conversation."),
];
