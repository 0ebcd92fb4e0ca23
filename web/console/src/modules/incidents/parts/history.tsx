import { Button, Input } from "antd";
import { useState } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { addNote, type Detail, type Entry } from "../api/incidents";
import styles from "./incidents.module.css";
import { useAct } from "./use-act";

function Line({ entry }: { entry: Entry }) {
  const t = useT();
  const format = useFormat();
  const tasks = (entry.values.tasks ?? []) as { title: string }[];
  const words = t(`incidents:entry.${entry.kind}`, {
    count: Number(entry.values.count ?? 0),
    titles: tasks.map((task) => task.title).join(t("incidents:or")),
  });
  return (
    <li>
      <p>
        <time dateTime={entry.at} className={styles.quiet}>
          {format.day(entry.at)} {format.time(entry.at)}
        </time>{" "}
        {entry.kind !== "note" && <strong>{words}</strong>}{" "}
        <span className={styles.quiet}>{entry.staff_name}</span>
      </p>
      {entry.text && <p className={styles.words}>{entry.text}</p>}
    </li>
  );
}

/** What happened, in its order, with what people noted (时间线). */
export function History({ incident }: { incident: Detail }) {
  const t = useT();
  const { act, busy } = useAct();
  const [text, setText] = useState("");
  const add = async () => {
    const written = text.trim();
    if (written && (await act(() => addNote(incident.id, written)))) setText("");
  };
  return (
    <Section title={t("incidents:history")}>
      <ol className={styles.list}>
        {incident.entries.map((entry) => (
          <Line key={entry.id} entry={entry} />
        ))}
      </ol>
      <div className={styles.note}>
        <Input.TextArea
          aria-label={t("incidents:note")}
          placeholder={t("incidents:note")}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button loading={busy} disabled={!text.trim()} onClick={() => void add()}>
          {t("incidents:note.add")}
        </Button>
      </div>
    </Section>
  );
}
