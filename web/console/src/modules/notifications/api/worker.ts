/** The service worker (后台服务) of this origin: pushes, the kept shell, and newer versions. */

let started: Promise<ServiceWorkerRegistration | null> | null = null;
const waiting = new Set<() => void>();
let next: ServiceWorker | null = null;

function found(worker: ServiceWorker | null): void {
  // The first one of all replaces nothing.
  if (!worker || !navigator.serviceWorker.controller) return;
  next = worker;
  for (const tell of waiting) tell();
}

async function register(): Promise<ServiceWorkerRegistration | null> {
  // Without TLS a browser has none; during development there is nothing to keep.
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return null;
  try {
    const made = await navigator.serviceWorker.register("/console/sw.js", { scope: "/console/" });
    found(made.waiting);
    made.addEventListener("updatefound", () => {
      const coming = made.installing;
      coming?.addEventListener("statechange", () => {
        if (coming.state === "installed") found(coming);
      });
    });
    return made;
  } catch {
    return null;
  }
}

export function startWorker(): Promise<ServiceWorkerRegistration | null> {
  started ??= register();
  return started;
}

/** Tells when a newer version has been fetched and waits. */
export function onWaiting(tell: () => void): () => void {
  waiting.add(tell);
  return () => waiting.delete(tell);
}

export function hasWaiting(): boolean {
  return next !== null;
}

/** Lets the newer version take over, and begins with it. */
export function takeOver(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  next?.postMessage({ type: "take_over" });
}

/** Somebody clicked a pushed notice while this page was open. */
export function onOpen(go: (path: string) => void): () => void {
  if (!("serviceWorker" in navigator)) return () => undefined;
  const hear = (event: MessageEvent<{ type?: string; path?: string }>) => {
    if (event.data?.type === "open" && event.data.path) go(event.data.path);
  };
  navigator.serviceWorker.addEventListener("message", hear);
  return () => navigator.serviceWorker.removeEventListener("message", hear);
}
