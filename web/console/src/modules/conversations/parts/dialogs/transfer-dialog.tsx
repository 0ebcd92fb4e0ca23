import { useQuery } from "@tanstack/react-query";
import { Input, Modal } from "antd";
import { type KeyboardEvent, useMemo, useState } from "react";
import type { Presence, Summary, Team } from "@/api/types";
import { presenceQuery, useTeams } from "@/shell/hooks/directory";
import { useNotices } from "@/shell/hooks/notice";
import { useMe } from "@/shell/hooks/session";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { PresenceDot } from "@/ui/presence";
import { type Target, transfer } from "../../api/actions";
import styles from "./dialogs.module.css";

type Choice = { key: string; name: string; target: Target; person?: Presence; team?: Team };

const ORDER = { online: 0, busy: 1, away: 2, offline: 3 };

/** People with room first, then those who are busy; teams after people. */
export function choices(presences: Presence[], teams: Team[], me: string, text: string): Choice[] {
  const people = presences
    .filter((each) => each.staff_id !== me)
    .sort(
      (a, b) =>
        ORDER[a.status] - ORDER[b.status] ||
        a.used / Math.max(1, a.capacity) - b.used / Math.max(1, b.capacity),
    )
    .map((person) => ({
      key: `staff:${person.staff_id}`,
      name: person.name,
      target: { staff_id: person.staff_id },
      person,
    }));
  const groups = teams.map((team) => ({
    key: `team:${team.id}`,
    name: team.name,
    target: { team_id: team.id },
    team,
  }));
  const wanted = text.trim().toLowerCase();
  return [...people, ...groups].filter((choice) => choice.name.toLowerCase().includes(wanted));
}

function Line({ choice }: { choice: Choice }) {
  const t = useT();
  if (choice.team) {
    return (
      <>
        <span className={styles.name}>{choice.name}</span>
        <span className={styles.detail}>
          {t("conversations:transfer.team", { count: choice.team.member_ids.length })}
        </span>
      </>
    );
  }
  const person = choice.person;
  if (!person) return null;
  return (
    <>
      <PresenceDot status={person.status} />
      <span className={styles.name}>{choice.name}</span>
      <span className={styles.detail}>{t(`shell:presence.${person.status}`)}</span>
      <span className={`${styles.load} tnum`}>
        {person.used} / {person.capacity}
      </span>
    </>
  );
}

/** To a person or a team, with a word on why (转接). */
export default function TransferDialog(props: {
  summary: Summary;
  done: (stillMine: boolean) => void;
}) {
  const { summary, done } = props;
  const t = useT();
  const me = useMe();
  const notices = useNotices();
  const teams = useTeams();
  const { data: presences = [] } = useQuery({ ...presenceQuery, refetchOnMount: "always" });
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const list = useMemo(
    () => choices(presences, teams, me.id, text),
    [presences, teams, me.id, text],
  );
  const chosen = list[Math.min(at, list.length - 1)];
  const send = () => {
    if (!chosen || busy) return;
    setBusy(true);
    transfer(summary.id, chosen.target, note.trim())
      .then(() => {
        notices.done(t("conversations:transferred", { name: chosen.name }));
        done(false);
      })
      .catch((reason: unknown) => {
        notices.failed(reason);
        setBusy(false);
      });
  };
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, list.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") send();
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      title={t("conversations:transfer.title", { name: summary.customer.name })}
      okText={
        chosen ? t("conversations:transfer.to", { name: chosen.name }) : t("conversations:transfer")
      }
      okButtonProps={{ disabled: !chosen, loading: busy }}
      cancelText={t("shell:cancel")}
      onOk={send}
      onCancel={() => done(true)}
    >
      <Input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="transfer-list"
        aria-activedescendant={chosen ? `transfer-${chosen.key}` : undefined}
        aria-label={t("conversations:transfer.search")}
        placeholder={t("conversations:transfer.search")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div
        id="transfer-list"
        className={styles.list}
        role="listbox"
        aria-label={t("conversations:transfer")}
      >
        {list.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
          <div
            key={choice.key}
            id={`transfer-${choice.key}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice === chosen}
            className={choice === chosen ? styles.chosen : styles.option}
            onClick={() => setAt(index)}
          >
            <Line choice={choice} />
          </div>
        ))}
      </div>
      {list.length === 0 && <p className={styles.none}>{t("conversations:transfer.none")}</p>}
      <Input.TextArea
        aria-label={t("conversations:transfer.note")}
        placeholder={t("conversations:transfer.note")}
        autoSize={{ minRows: 2, maxRows: 4 }}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
