import { CloseOutlined } from "@ant-design/icons";
import { Alert, Button, Input, Select } from "antd";
import { useState } from "react";
import { usePresences, useTeams } from "@/shell/hooks/directory";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useLabel, useT } from "@/shell/hooks/text";
import { type Batch, type BatchChange, useBatch } from "../api/batch";
import type { TicketLine } from "../api/tickets";
import { useTypes } from "../api/types";
import styles from "./bulk.module.css";

/** The server changes so many at once. */
export const MOST = 200;
const NOBODY = "nobody";

type Props = { tickets: TicketLine[]; clear: () => void; keep: (ids: string[]) => void };
type Option = { value: string | number; label: string };

/** What can be done with several tickets at once; what stayed as it was is said. */
export function BulkBar({ tickets, clear, keep }: Props) {
  const t = useT();
  const batch = useBatch();
  const [left, setLeft] = useState<Batch["skipped"]>([]);
  const people = usePresences();
  const teams = useTeams();
  const statuses = useCommonStatuses(tickets);
  const act = (change: BatchChange) =>
    batch.mutate(
      {
        ids: tickets.map(({ id }) => id),
        change,
        said: (count) => t("tickets:batch.done", { count }),
      },
      {
        onSuccess: ({ skipped }) => {
          setLeft(skipped);
          keep(skipped.map(({ id }) => id));
        },
      },
    );
  if (tickets.length === 0 && left.length === 0) return null;
  const none = { value: NOBODY, label: t("tickets:unowned") };
  const named = people.map(({ staff_id, name }) => ({ value: staff_id, label: name }));
  const off = batch.isPending || tickets.length > MOST;
  return (
    <section className={styles.bar} aria-label={t("tickets:batch")}>
      <strong>{t("tickets:batch.count", { count: tickets.length })}</strong>
      {tickets.length > MOST && <span>{t("tickets:batch.most", { count: MOST })}</span>}
      <Choice
        name={t("tickets:field.owner")}
        options={[none, ...named]}
        off={off}
        choose={(id) => act({ owner_id: id === NOBODY ? null : String(id) })}
      />
      <Choice
        name={t("tickets:field.status")}
        options={statuses}
        off={off}
        choose={(status) => act({ status: String(status) })}
      />
      <Choice
        name={t("tickets:field.urgency")}
        options={[3, 2, 1].map((value) => ({ value, label: t(`tickets:urgency.${value}`) }))}
        off={off}
        choose={(urgency) => act({ urgency: Number(urgency) })}
      />
      <Choice
        name={t("tickets:field.team")}
        options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        off={off}
        choose={(id) => act({ team_id: String(id) })}
      />
      <TagField off={off} add={(tag) => act({ add_tags: [tag] })} />
      <Button
        type="text"
        icon={<CloseOutlined />}
        aria-label={t("tickets:batch.clear")}
        title={t("tickets:batch.clear")}
        onClick={() => {
          setLeft([]);
          clear();
        }}
      />
      {left.length > 0 && <Left skipped={left} />}
    </section>
  );
}

/** Which stayed as they were, each reason once. */
function Left({ skipped }: { skipped: Batch["skipped"] }) {
  const t = useT();
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  return (
    <Alert
      type="warning"
      showIcon
      className={styles.left ?? ""}
      title={t("tickets:batch.left", { count: skipped.length })}
      description={reasons.join(" ")}
    />
  );
}

/** Statuses that every type among these tickets has, those that end left out: an end is told. */
function useCommonStatuses(tickets: TicketLine[]): Option[] {
  const label = useLabel();
  const held = new Set(tickets.map(({ type_id }) => type_id));
  const [first, ...others] = useTypes().filter(({ id }) => held.has(id));
  return (first?.statuses ?? [])
    .filter(
      ({ code, active }) =>
        active !== false &&
        others.every((type) => type.statuses.some((each) => each.code === code && each.active)),
    )
    .map(({ code, name }) => ({ value: code, label: label(name) }));
}

type ChoiceProps = {
  name: string;
  options: Option[];
  off: boolean;
  choose: (value: string | number) => void;
};

function Choice({ name, options, off, choose }: ChoiceProps) {
  return (
    <Select<string | number | null>
      size="small"
      className={styles.choice ?? ""}
      aria-label={name}
      placeholder={name}
      disabled={off || options.length === 0}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      value={null}
      options={options}
      onChange={(value) => value !== null && choose(value)}
    />
  );
}

function TagField({ off, add }: { off: boolean; add: (tag: string) => void }) {
  const t = useT();
  const [text, setText] = useState("");
  return (
    <Input
      size="small"
      className={styles.choice ?? ""}
      maxLength={30}
      disabled={off}
      aria-label={t("shell:tag.add")}
      placeholder={t("shell:tag.add")}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || isComposing(event) || !text.trim()) return;
        add(text.trim());
        setText("");
      }}
    />
  );
}
