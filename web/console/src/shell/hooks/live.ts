import { useEffect, useSyncExternalStore } from "react";
import { api, unwrap } from "@/api/client";
import type { ServerFrame } from "@/api/frames";
import { LiveSocket, type LiveState } from "../live/socket";
import { setServerTime } from "./now";

function address(): string {
  return `${location.origin.replace(/^http/, "ws")}/api/live/staff`;
}

/** The console's socket; the shell starts it after sign-in. */
export const live = new LiveSocket(
  () => new WebSocket(address()),
  // The answer says that we are signed out, and the shell shows the login.
  () => void unwrap(api.GET("/api/auth/me")).catch(() => undefined),
);

live.onFrame((frame) => {
  if (frame.type === "welcome") setServerTime(frame.now);
});
addEventListener("online", () => live.nudge());
addEventListener("offline", () => live.cut());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) live.nudge();
});

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => live.onState(listener),
    () => live.state,
  );
}

/** Changes with each new connection: refetch what frames may have missed. */
export function useLiveGeneration(): number {
  return useSyncExternalStore(
    (listener) => live.onState(listener),
    () => live.generation,
  );
}

/** Asks the server for a topic's frames while the component is on screen. */
export function useWatch(topic: string | null): void {
  useEffect(() => (topic ? live.watch(topic) : undefined), [topic]);
}

export function onFrame(listener: (frame: ServerFrame) => void): () => void {
  return live.onFrame(listener);
}
