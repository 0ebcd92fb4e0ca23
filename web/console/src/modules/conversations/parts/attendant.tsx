import { useEffect, useRef } from "react";
import { useGo } from "@/shell/hooks/go";
import { onFrame } from "@/shell/hooks/live";
import { useMe } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";
import { type Alert, alertFor, chime } from "../api/alerts";
import { onNews, useKeepBoxes } from "../api/feed";
import { adoptOutbox } from "../api/sender";
import { useUnread } from "../api/unread";

let audio: AudioContext | null = null;

function sound(): void {
  audio ??= new AudioContext();
  // Before the first click a browser keeps sound back; then silence is all right.
  if (audio.state === "suspended") void audio.resume();
  if (audio.state === "running") chime(audio);
}

function looking(alert: Alert): boolean {
  return document.hasFocus() && location.pathname.endsWith(`/conversations/${alert.conversation}`);
}

function notify(alert: Alert, open: () => void): void {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  const shown = new Notification(alert.title, {
    body: alert.body,
    tag: alert.conversation,
    icon: "/console/icon-192.png",
  });
  shown.onclick = () => {
    window.focus();
    open();
    shown.close();
  };
}

/** Sound, title and desktop notices wherever in the console one is; sends what is unsent. */
export default function Attendant() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const translated = useLabel();
  const label = useRef(translated);
  label.current = translated;
  const unread = useUnread(me.id);
  const tastes = useRef(me.notifications);
  tastes.current = me.notifications;
  useKeepBoxes(me.id);
  useEffect(() => void adoptOutbox(me.id), [me.id]);
  useEffect(
    () =>
      onNews((frame, before) => {
        const alert = alertFor(frame, me.id, before);
        if (!alert || looking(alert)) return;
        if (tastes.current.sound) sound();
        if (tastes.current.desktop && !document.hasFocus()) {
          notify(alert, () => go(`/conversations/${alert.conversation}`));
        }
      }),
    [me.id, go],
  );
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type !== "notice") return;
        const { notice } = frame;
        const alert = {
          conversation: notice.about_id ?? "",
          title: label.current(notice.title),
          body: "",
        };
        if (tastes.current.sound) sound();
        if (tastes.current.desktop && !document.hasFocus()) {
          notify(alert, () => go(`/conversations/${alert.conversation}`));
        }
      }),
    [go],
  );
  useEffect(() => {
    const name = t("shell:name");
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [unread, t]);
  return null;
}
