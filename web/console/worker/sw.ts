/**
 * The console's service worker (后台服务): keeps the shell so that it opens without a network, and
 * shows what is pushed while no page is open. Nothing the server says is ever kept here.
 */
const sw = self as unknown as ServiceWorkerGlobalScope;

/** The files of the first load; the build puts their names here, so each build is a new worker. */
declare const __SHELL__: string[];

type Pushed = { title: string; body: string; tag: string; path: string };

const HOME = "/console/";
const SHELL = __SHELL__;
const PREFIX = "zhiyin-shell-";
const CACHE = PREFIX + SHELL.map((file) => file.replace(/^.*-|\.\w+$/g, "")).join("");
/** A server that takes longer may as well not be there: the page says so and tries again. */
const PATIENCE = 8_000;

sw.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([HOME, ...SHELL])));
});

sw.addEventListener("activate", (event) => {
  const clean = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await sw.clients.claim();
  };
  event.waitUntil(clean());
});

sw.addEventListener("message", (event: ExtendableMessageEvent) => {
  if ((event.data as { type?: string } | null)?.type === "take_over") void sw.skipWaiting();
});

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  } catch (reason) {
    const kept = await caches.match(HOME);
    if (!kept) throw reason;
    return kept;
  }
}

/** Names carry a hash of the content: what was fetched once is right for ever. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
  }
  return answer;
}

sw.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== sw.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith(`${HOME}assets/`)) event.respondWith(asset(request));
});

async function show(pushed: Pushed): Promise<void> {
  const pages = await sw.clients.matchAll({ type: "window" });
  // Who looks at the console is told there.
  if (pages.some((each) => each.focused)) return;
  await sw.registration.showNotification(pushed.title, {
    body: pushed.body,
    tag: pushed.tag,
    icon: `${HOME}icon-192.png`,
    badge: `${HOME}icon-192.png`,
    data: pushed.path,
  });
}

sw.addEventListener("push", (event) => {
  if (event.data) event.waitUntil(show(event.data.json() as Pushed));
});

async function open(path: string): Promise<void> {
  const pages = await sw.clients.matchAll({ type: "window" });
  const here = pages.find((each) => new URL(each.url).pathname.startsWith(HOME));
  if (!here) {
    await sw.clients.openWindow(HOME + path.replace(/^\//, ""));
    return;
  }
  await here.focus();
  here.postMessage({ type: "open", path });
}

sw.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data ?? "/")));
});
