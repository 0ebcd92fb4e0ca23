import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { type KeyboardEvent, useMemo, useState } from "react";
import type { Presence, Team } from "@/api/types";
import { presenceQuery, useTeams } from "@/shell/hooks/directory";
import { useMe } from "@/shell/hooks/session";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { PresenceDot } from "@/ui/presence";
import type { Target } from "../../api/actions";
import styles from "./dialogs.module.css";

export type Choice = { key: string; name: string; target: Target; person?: Presence; team?: Team };

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
  const all: Choice[] = [...people, ...groups];
  return all.filter(
    (choice) =>
      choice.name.toLowerCase().includes(wanted) ||
      choice.person?.initials.startsWith(wanted) === true,
  );
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

const NO_TEAMS: Team[] = [];

export type Choosing = {
  list: Choice[];
  chosen: Choice | undefined;
  text: string;
  setText: (text: string) => void;
  setAt: (at: number) => void;
  at: number;
};

/** What the list of people and teams holds, and which of it is chosen. */
export function useChoosing(withTeams: boolean): Choosing {
  const me = useMe();
  const known = useTeams();
  const teams = withTeams ? known : NO_TEAMS;
  const { data: presences = [] } = useQuery({ ...presenceQuery, refetchOnMount: "always" });
  const [text, change] = useState("");
  const [at, setAt] = useState(0);
  const list = useMemo(
    () => choices(presences, teams, me.id, text),
    [presences, teams, me.id, text],
  );
  const setText = (next: string) => {
    change(next);
    setAt(0);
  };
  return { list, chosen: list[Math.min(at, list.length - 1)], text, setText, setAt, at };
}

type Props = { choosing: Choosing; label: string; onEnter: () => void };

/** A field with people, and teams if asked for, below it; all by keyboard. */
export function ChooseColleague({ choosing, label, onEnter }: Props) {
  const t = useT();
  const { list, chosen, text, setText, setAt, at } = choosing;
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, list.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <Input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="transfer-list"
        aria-activedescendant={chosen ? `transfer-${chosen.key}` : undefined}
        aria-label={t("conversations:transfer.search")}
        placeholder={t("conversations:transfer.search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      <div id="transfer-list" className={styles.list} role="listbox" aria-label={label}>
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
    </>
  );
}
