import { useCallback, useRef } from "react";
import type { Me } from "@/api/types";
import { useGo } from "./go";
import { useMe } from "./session";
import { playTone, type Tone } from "./tones";

export type Choice = Required<Me["notifications"]>;
export type Topic = string;
export type Matter = {
  /** One for each matter: several tabs, and several kinds of news about it, call once. */
  key: string;
  topic: Topic;
  urgent?: boolean;
  title: string;
  body: string;
  /** Newer news of the same object takes the place of older. */
  tag: string;
  path: string;
};

/** The choice with every part filled in, as the server sends it. */
export function choiceOf(me: Me): Choice {
  return me.notifications as Choice;
}

/** Whether a moment lies in the quiet hours (免打扰); they may run past midnight. */
export function isQuiet(quiet: Choice["quiet"], moment: Date): boolean {
  if (!quiet?.on) return false;
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: quiet.time_zone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(moment);
  const { begin, end } = quiet;
  return begin <= end ? begin <= time && time < end : time >= begin || time < end;
}

/** How a matter calls now: by which sound, and whether with a notice of the system. */
export function waysFor(
  choice: Choice,
  topic: Topic,
  urgent: boolean,
  moment: Date,
): { tone: Tone; desktop: boolean } {
  const chosen = choice.topics[topic] ?? choice.topics.other;
  const held = isQuiet(choice.quiet, moment) && !(urgent && choice.quiet.urgent_passes);
  if (!chosen || held) return { tone: "none", desktop: false };
  return {
    tone: choice.sound ? chosen.tone : "none",
    desktop: choice.desktop && chosen.desktop,
  };
}

const TOLD = "zhiyin.told";
const REMEMBERED = 10 * 60_000;
/** A tab that is looked at goes first: it may know that nothing needs saying. */
const MANNERS = 150;

async function mayTell(key: string): Promise<boolean> {
  if (!document.hasFocus()) await new Promise((done) => setTimeout(done, MANNERS));
  const once = () => {
    const told = JSON.parse(localStorage.getItem(TOLD) ?? "{}") as Record<string, number>;
    if (key in told) return false;
    const fresh = Object.entries(told).filter(([, at]) => Date.now() - at < REMEMBERED);
    localStorage.setItem(TOLD, JSON.stringify({ ...Object.fromEntries(fresh), [key]: Date.now() }));
    return true;
  };
  // Without TLS there are no locks; two tabs may then both speak.
  return navigator.locks ? navigator.locks.request(TOLD, once) : once();
}

export function showOnDesktop(matter: Omit<Matter, "key" | "topic">, open: () => void): void {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  const shown = new Notification(matter.title, {
    body: matter.body,
    tag: matter.tag,
    icon: "/console/icon-192.png",
  });
  shown.onclick = () => {
    window.focus();
    open();
    shown.close();
  };
}

/** Calls for attention as I chose (提醒). `seen`: it is before my eyes already. */
export function useAttention(): (matter: Matter, seen?: boolean) => void {
  const go = useGo();
  const me = useMe();
  const choice = useRef(choiceOf(me));
  choice.current = choiceOf(me);
  return useCallback(
    (matter, seen = false) => {
      void mayTell(matter.key).then((first) => {
        if (!first || seen) return;
        const ways = waysFor(choice.current, matter.topic, matter.urgent ?? false, new Date());
        playTone(ways.tone);
        if (ways.desktop && !document.hasFocus()) showOnDesktop(matter, () => go(matter.path));
      });
    },
    [go],
  );
}
