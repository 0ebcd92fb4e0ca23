import { useQuery } from "@tanstack/react-query";
import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { onPage } from "@/ui/ground";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { type About, startableQuery, startCase, useCaseMove } from "../../api/cases";
import styles from "./case.module.css";

/** Which procedure an object is to go through from here. */
export function StartDialog({ about, close }: { about: About; close: () => void }) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const { data, error } = useQuery(startableQuery(about));
  const [text, setText] = useState("");
  const start = useCaseMove((procedure: string) => startCase(procedure, about), close);
  const wanted = text.trim().toLowerCase();
  const found = (data ?? []).filter(({ name, text: words, code }) =>
    [label(name), label(words), code].some((each) => each.toLowerCase().includes(wanted)),
  );
  const wrong = error ?? start.error;
  return (
    <Modal
      open
      footer={null}
      getContainer={onPage}
      title={t("procedures:case.start")}
      onCancel={close}
    >
      <Input
        autoFocus
        allowClear
        aria-label={t("procedures:search")}
        placeholder={t("procedures:search")}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onPressEnter={() => {
          if (wanted && found.length === 1 && found[0]) start.mutate(found[0].id);
        }}
      />
      {wrong ? <Alert type="error" showIcon title={sentence(wrong)} /> : null}
      {!data && !error && <RowsSkeleton rows={3} />}
      {data && found.length === 0 && <EmptyState title={t("procedures:search.none")} />}
      <ul className={styles.startable}>
        {found.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              className="plain"
              disabled={start.isPending}
              onClick={() => start.mutate(each.id)}
            >
              <strong>{label(each.name)}</strong>
              <span className={styles.quiet}>{label(each.text)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
