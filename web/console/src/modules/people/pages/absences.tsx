import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { can, useMe } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { Avatar } from "@/ui/avatar";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Absence, absencesQuery, setAbsence } from "../api/absences";
import { AbsenceDialog } from "../parts/absence-dialog";
import styles from "../parts/people.module.css";

/** Absences 请假: who is away from when until when, and who does their steps meanwhile. */
export default function AbsencesPage() {
  const t = useT();
  const me = useMe();
  const sentence = useSentence();
  const manages = can(me, "people.manage_staff");
  const { data, error, refetch } = useQuery(absencesQuery);
  const [editing, setEditing] = useState<Absence | "new" | null>(null);
  const own = data?.find(({ staff_id }) => staff_id === me.id);
  const add = () => setEditing(manages || !own ? "new" : own);
  return (
    <Page
      title={t("people:absences")}
      lead={t("people:absences.lead")}
      actions={
        <Button type="primary" disabled={!data} onClick={add}>
          {t(manages || !own ? "people:absence.add" : "people:absence.edit")}
        </Button>
      }
    >
      <Section>
        {error && !data && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!error && !data && <RowsSkeleton rows={3} avatar />}
        {data?.length === 0 && (
          <EmptyState title={t("people:absences.none")} hint={t("people:absences.none.hint")} />
        )}
        {data && data.length > 0 && (
          <ul className={styles.rows}>
            {data.map((row) => (
              <Row
                key={row.staff_id}
                row={row}
                edit={manages || row.staff_id === me.id ? () => setEditing(row) : null}
              />
            ))}
          </ul>
        )}
      </Section>
      {editing && (
        <AbsenceDialog
          held={editing === "new" ? null : editing}
          others={manages}
          close={() => setEditing(null)}
        />
      )}
    </Page>
  );
}

/** One absence; its own people change it and say when somebody is back. */
function Row({ row, edit }: { row: Absence; edit: (() => void) | null }) {
  const t = useT();
  const format = useFormat();
  const back = useEdit({
    act: () => setAbsence(row.staff_id, { since: null, until: null, substitute_id: null }),
    refresh: absencesQuery.queryKey,
  });
  const moment = (iso: string) => `${format.day(iso)} ${format.time(iso)}`;
  const begun = new Date(row.since) <= new Date();
  return (
    <li className={styles.absence}>
      <Avatar name={row.staff_name} size={28} />
      <div className={styles.grow}>
        <p>
          {row.staff_name}{" "}
          <Tag color={begun ? "warning" : "default"}>
            {t(begun ? "people:absence.now" : "people:absence.later")}
          </Tag>
        </p>
        <p className={styles.quiet}>
          {t("people:absence.span", { since: moment(row.since), until: moment(row.until) })} ·{" "}
          {row.substitute_name
            ? t("people:absence.by", { name: row.substitute_name })
            : t("people:absence.nobody")}
        </p>
      </div>
      {edit && (
        <span className={styles.acts}>
          <Button size="small" onClick={edit}>
            {t("people:absence.change")}
          </Button>
          <Popconfirm
            title={t(begun ? "people:absence.back.ask" : "people:absence.drop.ask", {
              name: row.staff_name,
            })}
            okText={t(begun ? "people:absence.back" : "people:absence.drop")}
            cancelText={t("shell:cancel")}
            onConfirm={() => back.mutate()}
          >
            <Button size="small" loading={back.isPending}>
              {t(begun ? "people:absence.back" : "people:absence.drop")}
            </Button>
          </Popconfirm>
        </span>
      )}
    </li>
  );
}
