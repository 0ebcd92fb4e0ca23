import { useEffect, useRef, useState } from "react";
import type { Asks, Verdict } from "@/shell/contracts";
import { useMySetting } from "@/shell/hooks/mine";
import { useNotices } from "@/shell/hooks/notice";
import { openPlaces } from "../../api/canned";
import type { Draft, Mode } from "../../api/drafts";
import { release, sendMessage } from "../../api/sender";
import type { useAttachments } from "./use-attachments";

type Options = {
  conversation: string;
  draft: Draft;
  mode: Mode;
  edit: (change: Partial<Draft>) => void;
  files: ReturnType<typeof useAttachments>;
  /** Who reads along, asked before words go to the customer. */
  ask: Asks;
};

/** Sending what stands in the composer: asked when places are open, held if one likes it so. */
export function useSending({ conversation, draft, mode, edit, files, ask }: Options) {
  const notices = useNotices();
  const hold = useMySetting("conversations.undo_send", 0);
  const [asking, setAsking] = useState<string[]>([]);
  const text = draft[mode];
  const latest = useRef(text);
  latest.current = text;
  const busy = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another question
  useEffect(() => setAsking([]), [text]);
  // Leaving the conversation sends what it still holds.
  useEffect(() => () => void release(conversation), [conversation]);
  const go = (written: string, { anyway, say }: Verdict) => {
    if (mode === "reply") {
      for (const file of files.take()) {
        const kind = file.type.startsWith("image/") ? "image" : "file";
        sendMessage({ conversation, kind, text: "", file }).catch(notices.failed);
      }
    }
    if (written && mode === "note") {
      sendMessage({ conversation, kind: "note", text: written }).catch(notices.failed);
    } else if (written) {
      sendMessage({
        conversation,
        kind: "text",
        text: say?.text ?? written,
        ...(say ? { key: say.key, wrote: written } : {}),
        ...(draft.quote ? { quote: draft.quote } : {}),
        ...(draft.taken?.length ? { taken: draft.taken } : {}),
        ...(hold > 0 ? { hold } : {}),
        ...(anyway ? { anyway } : {}),
      }).catch(notices.failed);
    }
    const sent = mode === "reply" ? { quote: null, taken: [] } : {};
    edit({ ...sent, [mode]: "", mode: "reply" });
  };
  /** What was typed on while readers were asked stays; what was taken back does not go. */
  const heed = async (written: string, asked: Promise<Verdict>) => {
    if (busy.current) return;
    busy.current = true;
    const verdict = await asked.catch((): Verdict => ({ go: true }));
    busy.current = false;
    const now = latest.current.trimStart();
    if (!verdict.go || !now.startsWith(written)) return;
    go(written, verdict);
    edit({ reply: now.slice(written.length).trimStart() });
  };
  const send = (anyway = false) => {
    const written = text.trim();
    if (!written && files.chosen.length === 0) {
      release(conversation);
      return;
    }
    const open = mode === "reply" && !anyway ? openPlaces(written) : [];
    setAsking(open);
    if (open.length > 0) return;
    const verdict = mode === "note" || !written ? { go: true } : ask(written);
    if (verdict instanceof Promise) void heed(written, verdict);
    else if (verdict.go) go(written, verdict);
  };
  return { send, asking };
}
