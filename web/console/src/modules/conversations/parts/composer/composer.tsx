import { Button } from "antd";
import {
  type ClipboardEvent,
  forwardRef,
  type KeyboardEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useCan, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import type { Mode } from "../../api/drafts";
import { sendMessage } from "../../api/sender";
import { Attachments } from "./attachments";
import { Barrier, barrierFor } from "./barrier";
import styles from "./composer.module.css";
import { DropZone } from "./drop-zone";
import { Hints } from "./hints";
import { composerAct } from "./keys";
import { Toolbar } from "./toolbar";
import { useAttachments } from "./use-attachments";
import { useDraft } from "./use-draft";
import { useTypingSignal } from "./use-typing";

export type ComposerHandle = { start: (mode: Mode) => void };
type Props = { summary: Summary; onClose: () => void };

function useGrowing(text: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(220, element.scrollHeight)}px`;
  }, [text]);
  return field;
}

function Tabs({
  mode,
  notes,
  choose,
}: {
  mode: Mode;
  notes: boolean;
  choose: (mode: Mode) => void;
}) {
  const t = useT();
  return (
    <div className={styles.tabs} role="tablist" aria-label={t("conversations:composer.kind")}>
      {(notes ? (["note"] as const) : (["reply", "note"] as const)).map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          aria-selected={mode === each}
          className={mode === each ? styles.tabOn : styles.tab}
          onClick={() => choose(each)}
        >
          {t(`conversations:composer.${each}`)}
        </button>
      ))}
    </div>
  );
}

/** Where answers are written (输入框): drafts stay, Enter sends, input methods are respected. */
export const Composer = forwardRef<ComposerHandle, Props>(function Composer(
  { summary, onClose },
  ref,
) {
  const t = useT();
  const me = useMe();
  const allowed = useCan();
  const notices = useNotices();
  const { draft, edit } = useDraft(summary.id);
  const files = useAttachments();
  const signal = useTypingSignal(summary.id);
  const phone = usePhone();
  const barrier = barrierFor(summary, me.id);
  const mode: Mode = barrier ? "note" : draft.mode;
  const text = draft[mode];
  const field = useGrowing(text);
  const choose = (next: Mode) => {
    edit({ mode: next });
    requestAnimationFrame(() => field.current?.focus());
  };
  useImperativeHandle(ref, () => ({ start: choose }));
  const insert = (piece: string) => {
    const element = field.current;
    const from = element?.selectionStart ?? text.length;
    const to = element?.selectionEnd ?? from;
    edit({ [mode]: text.slice(0, from) + piece + text.slice(to) });
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(from + piece.length, from + piece.length);
    });
  };
  const send = () => {
    const written = text.trim();
    if (!written && files.chosen.length === 0) return;
    if (mode === "reply") {
      for (const file of files.take()) {
        const kind = file.type.startsWith("image/") ? "image" : "file";
        sendMessage({ conversation: summary.id, kind, text: "", file }).catch(notices.failed);
      }
    }
    if (written) {
      const kind = mode === "note" ? "note" : "text";
      sendMessage({ conversation: summary.id, kind, text: written }).catch(notices.failed);
    }
    edit({ [mode]: "", mode: "reply" });
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const act = composerAct(event);
    if (act === "send") send();
    else if (act === "leave") field.current?.blur();
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0 || mode === "note") return;
    event.preventDefault();
    files.add(pasted);
  };
  if (!allowed("conversations.reply")) return null;
  if (summary.state === "closed") return <Barrier summary={summary} />;
  const label = t(`conversations:composer.${mode}`);
  return (
    <>
      {barrier && <Barrier summary={summary} />}
      {!barrier && mode === "reply" && <Hints id={summary.id} insert={insert} />}
      <div className={mode === "note" ? styles.noteBox : styles.box}>
        {mode === "reply" && <DropZone onFiles={files.add} />}
        <Tabs mode={mode} notes={barrier !== null} choose={choose} />
        {mode === "reply" && <Attachments files={files} />}
        <textarea
          ref={field}
          className={styles.field}
          rows={2}
          aria-label={label}
          placeholder={t(`conversations:composer.${mode}.${phone ? "short" : "hint"}`)}
          value={text}
          onChange={(event) => {
            edit({ [mode]: event.target.value });
            if (mode === "reply" && event.target.value !== "") signal();
          }}
          onKeyDown={onKey}
          onPaste={onPaste}
        />
        <div className={styles.foot}>
          <Toolbar insert={insert} addFiles={mode === "reply" ? files.add : null} />
          <span className={styles.space} />
          {!barrier && allowed("conversations.close") && (
            <Button className={styles.end ?? ""} onClick={onClose}>
              {t("conversations:close")}
            </Button>
          )}
          <Button type="primary" onClick={send}>
            {t(mode === "note" ? "conversations:composer.save" : "conversations:composer.send")} ↵
          </Button>
        </div>
      </div>
    </>
  );
});
