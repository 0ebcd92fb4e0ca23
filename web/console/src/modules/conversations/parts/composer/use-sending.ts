import { useEffect, useState } from "react";
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
};

/** Sending what stands in the composer: asked when places are open, held if one likes it so. */
export function useSending({ conversation, draft, mode, edit, files }: Options) {
  const notices = useNotices();
  const hold = useMySetting("conversations.undo_send", 0);
  const [asking, setAsking] = useState<string[]>([]);
  const text = draft[mode];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another question
  useEffect(() => setAsking([]), [text]);
  // Leaving the conversation sends what it still holds.
  useEffect(() => () => void release(conversation), [conversation]);
  const go = (written: string) => {
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
        text: written,
        ...(draft.quote ? { quote: draft.quote } : {}),
        ...(draft.taken?.length ? { taken: draft.taken } : {}),
        ...(hold > 0 ? { hold } : {}),
      }).catch(notices.failed);
    }
    const sent = mode === "reply" ? { quote: null, taken: [] } : {};
    edit({ ...sent, [mode]: "", mode: "reply" });
  };
  const send = (anyway = false) => {
    const written = text.trim();
    if (!written && files.chosen.length === 0) {
      release(conversation);
      return;
    }
    const open = mode === "reply" && !anyway ? openPlaces(written) : [];
    setAsking(open);
    if (open.length === 0) go(written);
  };
  return { send, asking };
}
