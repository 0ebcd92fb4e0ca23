import { useSyncExternalStore } from "react";

function media(query: string): () => boolean {
  const list = matchMedia(query);
  const subscribe = (listener: () => void) => {
    list.addEventListener("change", listener);
    return () => list.removeEventListener("change", listener);
  };
  return () => useSyncExternalStore(subscribe, () => list.matches);
}

/** A phone: one column, a bar at the bottom. */
export const usePhone = media("(max-width: 767px)");

/** Whoever asks the system for it is spared all motion. */
export const useStillness = media("(prefers-reduced-motion: reduce)");

/** Room for the third column beside the conversation. */
export const useRoomForCards = media("(min-width: 1180px)");
