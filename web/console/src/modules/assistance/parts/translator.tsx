import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { randomKey } from "@/api/request-keys";
import type { ReaderProps, Verdict } from "@/shell/contracts";
import { useSentence } from "@/shell/hooks/notice";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useLanguage, useT } from "@/shell/hooks/text";
import {
  keepWritten,
  nameOf,
  stateQuery,
  type Tongue,
  tongueFor,
  translateWords,
  useChoice,
} from "../api/translation";
import styles from "./translation.module.css";

/** What would go out for the words that were written, or why it cannot be told. */
type Preview = { words: string; into: Tongue; text: string | null; error: unknown };

function usePreview(conversation: string, text: string) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const written = text.trim();
  const latest = useRef(preview);
  latest.current = preview?.words === written ? preview : null;
  const ask = (words: string, into: Tongue) => {
    const asked: Preview = { words, into, text: null, error: null };
    setPreview(asked);
    const settle = (change: Partial<Preview>) =>
      setPreview((now) => (now === asked ? { ...asked, ...change } : now));
    translateWords(conversation, words, into).then(
      (said) => settle({ text: said }),
      (error: unknown) => settle({ error }),
    );
  };
  const change = (said: string) => setPreview((now) => now && { ...now, text: said });
  return { preview: latest.current, latest, ask, change };
}

/** Shows what a customer will read before it goes; the second Enter sends it (译后发送). */
export default function Translator({ conversation, text, listen, send }: ReaderProps) {
  const t = useT();
  const sentence = useSentence();
  const language = useLanguage();
  const id = conversation ?? "";
  const choice = useChoice(id);
  const { data: state } = useQuery({ ...stateQuery(id), enabled: conversation !== null });
  const tongue = tongueFor(state, choice);
  const into = choice.off ? null : tongue;
  const mine = state?.mine;
  const { preview, latest, ask, change } = usePreview(id, text);
  const asking = useRef(ask);
  asking.current = ask;
  useEffect(() => {
    if (!into || !mine) return;
    return listen((words): Verdict | Promise<Verdict> => {
      const shown = latest.current?.words === words && latest.current.into === into;
      const held = shown ? latest.current : null;
      if (!held) {
        asking.current(words, into);
        return { go: false };
      }
      // Who was told that it cannot be translated and presses again means it as it is.
      if (held.error) return { go: true };
      const said = held.text?.trim();
      if (!said) return { go: false };
      if (said === words) return { go: true };
      const key = randomKey();
      const kept = keepWritten(id, { key, text: words, language: mine });
      return kept.then(() => ({ go: true, say: { text: said, key } }));
    });
  }, [id, into, latest, listen, mine]);
  if (!preview || !into) return null;
  const name = nameOf(preview.into, language);
  return (
    <div className={styles.preview} role="status" data-preview>
      {preview.error ? (
        <p className={styles.failed}>
          {sentence(preview.error)} {t("assistance:translation.as_is")}{" "}
          <Button size="small" onClick={() => ask(preview.words, preview.into)}>
            {t("assistance:translation.again")}
          </Button>
        </p>
      ) : preview.text === null ? (
        <p className={styles.said}>{t("assistance:translation.asking")}</p>
      ) : (
        <>
          <p className={styles.said}>{t("assistance:translation.preview", { language: name })}</p>
          <Input.TextArea
            autoSize={{ minRows: 1, maxRows: 6 }}
            variant="borderless"
            dir="auto"
            value={preview.text}
            aria-label={t("assistance:translation.preview", { language: name })}
            onChange={(event) => change(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
              event.preventDefault();
              send?.();
            }}
          />
        </>
      )}
    </div>
  );
}
