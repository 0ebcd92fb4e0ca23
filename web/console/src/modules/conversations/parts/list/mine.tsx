import { useMemo } from "react";
import type { Summary } from "@/api/types";
import { useSubjects } from "@/shell/hooks/directory";
import { useGo } from "@/shell/hooks/go";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useCan, useMe } from "@/shell/hooks/session";
import { labelIn, useLanguage, useT } from "@/shell/hooks/text";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { pick } from "../../api/actions";
import { intoBoxes } from "../../api/boxes";
import { reloadBoxes, useBoxFailure } from "../../api/feed";
import { useHeld } from "../../api/store";
import styles from "./list.module.css";
import { Row } from "./row";

/** Subject names by id, in the current language. */
export function useSubjectNames(): (id: string | null) => string {
  const subjects = useSubjects();
  const language = useLanguage();
  return useMemo(() => {
    const names = new Map(subjects.map((each) => [each.id, labelIn(language, each.name)]));
    return (id) => (id ? (names.get(id) ?? "") : "");
  }, [subjects, language]);
}

type GroupProps = {
  title: string;
  quiet: string;
  rows: Summary[];
  chosen: string | undefined;
  onPick?: (id: string) => void;
  numbered?: boolean;
};

function Group({ title, quiet, rows, chosen, onPick, numbered }: GroupProps) {
  const subject = useSubjectNames();
  return (
    <section>
      <h2 className={styles.group}>
        <span>{title}</span>
        <span className="tnum">{rows.length}</span>
      </h2>
      {rows.length === 0 ? (
        <p className={styles.quiet}>{quiet}</p>
      ) : (
        <ul>
          {rows.map((row, at) => (
            <Row
              key={row.id}
              summary={row}
              box="mine"
              active={row.id === chosen}
              subject={subject(row.subject_id)}
              {...(numbered ? { place: at + 1 } : {})}
              onPick={onPick && (() => onPick(row.id))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** 等您回复, 等客户, 排队中. */
export function Mine({ chosen }: { chosen: string | undefined }) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const allowed = useCan();
  const notices = useNotices();
  const sentence = useSentence();
  const failure = useBoxFailure();
  const summaries = useHeld((state) => state.summaries);
  const loaded = useHeld((state) => state.loaded);
  const boxes = useMemo(() => intoBoxes(summaries, me.id), [summaries, me.id]);
  const take = (id: string) => {
    pick(id).then(() => go(`/conversations/${id}`), notices.failed);
  };
  if (!loaded.mine || !loaded.queue) {
    return failure ? (
      <ErrorState
        title={t("shell:error.list")}
        detail={sentence(failure)}
        retry={() => reloadBoxes(me.id)}
        retryLabel={t("shell:retry")}
      />
    ) : (
      <RowsSkeleton rows={7} avatar />
    );
  }
  if (boxes.yours.length + boxes.theirs.length + boxes.queue.length === 0) {
    return (
      <EmptyState title={t("conversations:empty.title")} hint={t("conversations:empty.hint")} />
    );
  }
  return (
    <>
      <Group
        title={t("conversations:group.yours")}
        quiet={t("conversations:group.yours.none")}
        rows={boxes.yours}
        chosen={chosen}
      />
      <Group
        title={t("conversations:group.theirs")}
        quiet={t("conversations:group.theirs.none")}
        rows={boxes.theirs}
        chosen={chosen}
      />
      <Group
        title={t("conversations:group.queue")}
        quiet={t("conversations:group.queue.none")}
        rows={boxes.queue}
        chosen={chosen}
        numbered
        {...(allowed("conversations.pick") ? { onPick: take } : {})}
      />
    </>
  );
}
