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
import { useActs } from "@/shell/hooks/acts";
import { useBeOpenComposer } from "@/shell/hooks/composer";
import { Mentions } from "@/shell/hooks/mentions";
import { Readers } from "@/shell/hooks/readers";
import { useCan, useMe } from "@/shell/hooks/session";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import type { Mode } from "../../api/drafts";
import { Attachments } from "./attachments";
import { Barrier, barrierFor } from "./barrier";
import { CannedMenu } from "./canned-menu";
import styles from "./composer.module.css";
import { DropZone } from "./drop-zone";
import ghosts from "./ghost.module.css";
import { GhostText } from "./ghost-text";
import { Guide } from "./guide";
import { Hints } from "./hints";
import { composerAct } from "./keys";
import { OpenPlaces } from "./open-places";
import { QuoteLine } from "./quote-line";
import { Tabs } from "./tabs";
import { Toolbar } from "./toolbar";
import { useAsks } from "./use-asks";
import { useAttachments } from "./use-attachments";
import { MENU, optionId, useCanned } from "./use-canned";
import { useDraft } from "./use-draft";
import { useGhost } from "./use-ghost";
import { useSending } from "./use-sending";
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

/** Where answers are written (输入框): drafts stay, Enter sends, input methods are respected. */
export const Composer = forwardRef<ComposerHandle, Props>(function Composer(
  { summary, onClose },
  ref,
) {
  const t = useT();
  const me = useMe();
  const allowed = useCan();
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
  const replace = (from: number, to: number, piece: string) => {
    edit({ [mode]: text.slice(0, from) + piece + text.slice(to) });
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from + piece.length, from + piece.length);
    });
  };
  const insert = (piece: string) => {
    const from = field.current?.selectionStart ?? text.length;
    replace(from, field.current?.selectionEnd ?? from, piece);
  };
  const menu = useCanned({
    conversation: summary.id,
    text,
    field,
    replace,
    taken: (hit) => edit({ taken: [...(draft.taken ?? []), { id: hit.id, text: hit.text }] }),
    enabled: mode === "reply",
  });
  useActs([
    {
      id: "composer.canned",
      label: "conversations:help.canned",
      group: "conversations:help.open",
      keys: ["alt+c"],
      run: menu.begin,
      enabled: mode === "reply" && !menu.open,
    },
  ]);
  const takeHit = menu.put;
  const ghost = useGhost({ text, field, replace, enabled: mode === "reply" && !menu.open });
  useBeOpenComposer(mode === "reply" ? { conversation: summary.id, insert, takeHit } : null);
  const { ask, listen } = useAsks();
  const { send, asking } = useSending({ conversation: summary.id, draft, mode, edit, files, ask });
  const select = (from: number, to: number) => {
    field.current?.focus();
    field.current?.setSelectionRange(from, to);
  };
  const selectOpen = () => {
    const place = text.indexOf(asking[0] ?? "");
    select(place, place + (asking[0]?.length ?? 0));
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (menu.onKey(event) || ghost.onKey(event)) return;
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
      {barrier ? <Barrier summary={summary} /> : <Guide summary={summary} />}
      {!barrier && mode === "reply" && <Hints id={summary.id} insert={insert} />}
      <div className={mode === "note" ? styles.noteBox : styles.box}>
        {mode === "reply" && <DropZone onFiles={files.add} />}
        <Tabs mode={mode} notes={barrier !== null} choose={choose} />
        {menu.open && <CannedMenu menu={menu} />}
        {mode === "reply" && draft.quote && (
          <QuoteLine quote={draft.quote} drop={() => edit({ quote: null })} />
        )}
        {mode === "reply" && <Attachments files={files} />}
        {asking.length > 0 && (
          <OpenPlaces places={asking} fill={selectOpen} sendAnyway={() => send(true)} />
        )}
        {mode === "note" && (
          <Mentions field={field} text={text} onText={(next) => edit({ note: next })} />
        )}
        <div className={ghosts.writing}>
          <textarea
            ref={field}
            className={styles.field}
            rows={2}
            aria-label={label}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={menu.open ? MENU : undefined}
            aria-activedescendant={
              menu.open && menu.hits.length > 0 ? optionId(menu.chosen) : undefined
            }
            aria-description={
              ghost.shown ? t("conversations:ghost.read", { text: ghost.shown.text }) : undefined
            }
            placeholder={
              ghost.shown ? "" : t(`conversations:composer.${mode}.${phone ? "short" : "hint"}`)
            }
            value={text}
            onChange={(event) => {
              const { value, selectionStart } = event.target;
              edit({ [mode]: value });
              if (!isComposing(event.nativeEvent as InputEvent)) menu.look(value, selectionStart);
              if (mode === "reply" && event.target.value !== "") signal();
            }}
            onKeyDown={onKey}
            onPaste={onPaste}
            onBlur={menu.close}
            onCompositionEnd={(event) => {
              const { value, selectionStart } = event.currentTarget;
              menu.look(value, selectionStart);
            }}
          />
          {ghost.shown && <GhostText ghost={ghost.shown} typed={text} take={ghost.take} />}
        </div>
        {mode === "reply" && (
          <Readers
            conversation={summary.id}
            shop={summary.shop_id}
            text={text}
            replace={replace}
            select={select}
            listen={listen}
            offer={ghost.offer}
            send={() => send()}
          />
        )}
        <div className={styles.foot}>
          <Toolbar
            insert={insert}
            addFiles={mode === "reply" ? files.add : null}
            canned={mode === "reply" ? menu.begin : null}
          />
          <span className={styles.space} />
          {!barrier && allowed("conversations.close") && (
            <Button className={styles.end ?? ""} onClick={onClose}>
              {t("conversations:close")}
            </Button>
          )}
          <Button type="primary" onClick={() => send()}>
            {t(mode === "note" ? "conversations:composer.save" : "conversations:composer.send")} ↵
          </Button>
        </div>
      </div>
    </>
  );
});
