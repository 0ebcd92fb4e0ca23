import { Input, Modal } from "antd";
import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import type { Summary } from "@/api/types";
import { useSubjects } from "@/shell/hooks/directory";
import { fieldErrors } from "@/shell/hooks/fields";
import { useNotices } from "@/shell/hooks/notice";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useLanguage, useT } from "@/shell/hooks/text";
import { close, reopen, setSubject } from "../../api/actions";
import { release } from "../../api/sender";
import { useHeld } from "../../api/store";
import { findSubjects, guessSubject, subjectChoices } from "../../api/subjects";
import styles from "./dialogs.module.css";
import { EndingFields, NOTHING_SAID } from "./ending-fields";
import { useSuggestedSubject } from "./use-suggested-subject";

type Props = { summary: Summary; only: "close" | "subject"; done: () => void };

/** Ends with a subject already chosen: Enter is enough (结束会话). Also changes only the subject. */
export default function CloseDialog({ summary, only, done }: Props) {
  const t = useT();
  const language = useLanguage();
  const notices = useNotices();
  const subjects = useSubjects();
  const all = useMemo(() => subjectChoices(subjects, language), [subjects, language]);
  const [text, setText] = useState("");
  // What is still held back goes before the end.
  useEffect(() => void release(summary.id), [summary.id]);
  const thread = useHeld((state) => state.threads[summary.id]);
  const [ending, setEnding] = useState(NOTHING_SAID);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [guessed] = useState(() =>
    summary.subject_id
      ? null
      : guessSubject(
          all,
          (thread?.messages ?? [])
            .filter((message) => message.sender.kind === "customer")
            .map((message) => message.text),
        ),
  );
  const suggested = useSuggestedSubject(summary);
  const [own, setPicked] = useState<string | null>(summary.subject_id ?? null);
  // What was done with the like says more than names that stand in the words.
  const [untouched, setUntouched] = useState(true);
  const picked = own ?? (untouched ? (suggested.id ?? guessed) : null);
  const [busy, setBusy] = useState(false);
  const hits = useMemo(() => findSubjects(all, text), [all, text]);
  const chosen = hits.find((choice) => choice.id === picked) ?? (text ? hits[0] : undefined);
  const move = (by: number) => {
    const at = chosen ? hits.indexOf(chosen) + by : 0;
    const next = hits[Math.max(0, Math.min(hits.length - 1, at))];
    if (next) setPicked(next.id);
  };
  const hint = suggested.id ? "suggested" : "guessed";
  // A house without subjects yet can end its conversations all the same.
  const bare = only === "close" && subjects.length === 0;
  const act = () => {
    if (busy || !(chosen || bare)) return;
    setBusy(true);
    const pending =
      only === "close"
        ? close(summary.id, { ...ending, subject: chosen?.id ?? null, note: ending.note.trim() })
        : setSubject(summary.id, chosen?.id ?? null);
    pending
      .then(() => {
        done();
        suggested.note(chosen?.id ?? null);
        if (only === "close") {
          notices.undoable(t("conversations:closed.done", { name: summary.customer.name }), () => {
            reopen(summary.id).catch(notices.failed);
          });
        }
      })
      .catch((reason: unknown) => {
        const wrong = fieldErrors(reason);
        setErrors(wrong ?? {});
        if (!wrong) notices.failed(reason);
        setBusy(false);
      });
  };
  useEffect(() => {
    // The dialog grows while it opens; its list can be scrolled from the next frame on.
    const frame = requestAnimationFrame(() =>
      document.getElementById(`subject-${chosen?.id}`)?.scrollIntoView({ block: "nearest" }),
    );
    return () => cancelAnimationFrame(frame);
  }, [chosen?.id]);
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") act();
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      title={t(`conversations:${only}.title`, { name: summary.customer.name })}
      okText={t(only === "close" ? "conversations:close" : "shell:save")}
      okButtonProps={{ disabled: !(chosen || bare), loading: busy }}
      cancelText={t("shell:cancel")}
      onOk={act}
      onCancel={done}
    >
      <Input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="subject-list"
        aria-activedescendant={chosen ? `subject-${chosen.id}` : undefined}
        aria-label={t("conversations:subject.search")}
        placeholder={t("conversations:subject.search")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPicked(null);
          setUntouched(false);
        }}
        onKeyDown={onKey}
      />
      <div
        id="subject-list"
        role="listbox"
        aria-label={t("conversations:subject")}
        className={styles.list}
      >
        {hits.map((choice) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
          <div
            key={choice.id}
            id={`subject-${choice.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice === chosen}
            className={choice === chosen ? styles.chosen : styles.option}
            onClick={() => setPicked(choice.id)}
            onDoubleClick={act}
          >
            <span>
              {choice.name}
              {choice.id === (suggested.id ?? guessed) && (
                <span className={styles.path}> · {t(`conversations:subject.${hint}`)}</span>
              )}
            </span>
            <span className={styles.path}>{choice.path}</span>
          </div>
        ))}
      </div>
      {hits.length === 0 && (
        <p className={styles.none}>
          {t(bare ? "conversations:subject.empty" : "conversations:subject.none")}
        </p>
      )}
      {only === "close" && (
        <EndingFields
          id={summary.id}
          ending={ending}
          errors={errors}
          change={(change) => setEnding({ ...ending, ...change })}
          submit={act}
        />
      )}
    </Modal>
  );
}
