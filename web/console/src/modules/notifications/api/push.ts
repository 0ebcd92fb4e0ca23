import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { startWorker } from "./worker";

export const devicesQuery = queryOptions({
  queryKey: ["push-devices"],
  queryFn: () => unwrap(api.GET("/api/push/devices")),
});

/** no: this browser cannot; denied: the person or the system said no. */
export type Ability = "yes" | "no" | "denied";

export function pushAbility(): Ability {
  if (typeof Notification === "undefined" || !("PushManager" in window)) return "no";
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return "no";
  return Notification.permission === "denied" ? "denied" : "yes";
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (each) => each.charCodeAt(0));
}

/** Signs this browser up; false: the person did not allow it, or no push service answered. */
export async function signUp(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false;
  const worker = await startWorker();
  const { key } = await unwrap(api.GET("/api/push/key"));
  if (!worker || !key) return false;
  const subscription = await worker.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) })
    .catch(() => null);
  const keys = subscription?.toJSON().keys;
  if (!subscription || !keys?.p256dh || !keys.auth) return false;
  const body = { endpoint: subscription.endpoint, p256dh: keys.p256dh, auth: keys.auth };
  await unwrap(api.POST("/api/push/devices", { body }));
  return true;
}

/** Takes a browser off the list; the one in hand also tells its push service. */
export async function signOff(id: string, here: boolean): Promise<void> {
  await unwrap(
    api.DELETE("/api/push/devices/{device_id}", { params: { path: { device_id: id } } }),
  );
  if (!here) return;
  const subscription = await (await startWorker())?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}
