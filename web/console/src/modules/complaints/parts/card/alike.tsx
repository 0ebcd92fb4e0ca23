import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { type Alike, alikeQuery, type Complaint, useComplaintMove } from "../../api/complaints";
import { addMembers, makeProblem } from "../../api/problems";
import styles from "../complaints.module.css";
import { LevelMark } from "../marks";

/** The same complaint from others: the problem it belongs to, or those to join into one. */
export function AlikePart({ one }: { one: Complaint }) {
  const t = useT();
  const { data } = useQuery(alikeQuery(one.id));
  const others = data ?? [];
  if (!one.problem && others.length === 0) return null;
  return (
    <section className={styles.part} aria-label={t("complaints:alike")}>
      <h3>{t("complaints:alike")}</h3>
      {one.problem && (
        <p className={styles.line}>
          <Link to={`/complaints/problems/${one.problem.id}` as never}>{one.problem.name}</Link>
          <span className={styles.quiet}>
            {t("complaints:problem.of", {
              count: one.problem.complaints,
              customers: one.problem.customers,
            })}
          </span>
        </p>
      )}
      {others.length > 0 && <Joining one={one} others={others} />}
    </section>
  );
}

function Joining({ one, others }: { one: Complaint; others: Alike[] }) {
  const t = useT();
  const label = useLabel();
  const notices = useNotices();
  const [chosen, setChosen] = useState<string[]>([]);
  const [name, setName] = useState(one.title);
  const held = one.problem;
  const move = useComplaintMove(
    (ids: string[]) =>
      held ? addMembers(held.id, ids) : makeProblem(name.trim(), [one.id, ...ids]),
    () => {
      setChosen([]);
      notices.done(t("complaints:problem.joined"));
    },
  );
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <>
      <ul className={styles.list}>
        {others.map(({ complaint, why }) => (
          <li key={complaint.id}>
            <span className={styles.line}>
              {one.may.file && (
                <Checkbox
                  aria-label={t("complaints:problem.choose", { ref: complaint.ref })}
                  checked={chosen.includes(complaint.id)}
                  onChange={() => toggle(complaint.id)}
                />
              )}
              <Link to={`/tickets/${complaint.ticket_id}` as never}>{complaint.ref}</Link>
              <LevelMark level={complaint.level} />
              <span>{complaint.title}</span>
            </span>
            <span className={styles.quiet}>{why.map(label).join(" · ")}</span>
          </li>
        ))}
      </ul>
      {chosen.length > 0 && (
        <div className={styles.acts}>
          {!held && (
            <Input
              aria-label={t("complaints:problem.name")}
              value={name}
              maxLength={200}
              style={{ maxWidth: 320 }}
              onChange={(event) => setName(event.target.value)}
            />
          )}
          <Button
            type="primary"
            size="small"
            disabled={!held && !name.trim()}
            loading={move.isPending}
            onClick={() => move.mutate(chosen, { onError: notices.failed })}
          >
            {t("complaints:problem.join", { count: chosen.length })}
          </Button>
        </div>
      )}
    </>
  );
}
