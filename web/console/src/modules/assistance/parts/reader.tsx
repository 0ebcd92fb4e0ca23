import { ExclamationCircleOutlined, InfoCircleOutlined, StopOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { ReaderProps, Verdict } from "@/shell/contracts";
import { useActs } from "@/shell/hooks/acts";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import { type Checked, checkQuery, judge, type Match, noteReplaced, placeIn } from "../api/wording";
import styles from "./reader.module.css";

const WITHIN = 1500;
const ICONS = {
  hints: InfoCircleOutlined,
  warns: ExclamationCircleOutlined,
  blocks: StopOutlined,
} as const;

/** Nobody waits longer than this for a check; the server looks once more in any case. */
const inTime = (asked: Promise<Checked>): Promise<Checked | null> =>
  Promise.race([
    asked.catch(() => null),
    new Promise<null>((done) => setTimeout(() => done(null), WITHIN)),
  ]);

type LineProps = {
  match: Match;
  words: string;
  asked: boolean;
  jump: () => void;
  swap: (() => void) | null;
  more: number;
};

function Line({ match, words, asked, jump, swap, more }: LineProps) {
  const t = useT();
  const Icon = ICONS[match.severity];
  return (
    <div
      className={`${styles.line} ${styles[match.severity]}`}
      role={asked ? "alert" : "status"}
      data-wording={match.severity}
    >
      <Icon aria-hidden />
      <button type="button" className={styles.words} onClick={jump}>
        {words}
      </button>
      <span className={styles.advice}>
        {asked && `${t(`assistance:reader.${match.severity}`)} `}
        {match.advice || t(`assistance:kind.${match.kind}.hint`)}
        {more > 0 && ` ${t("assistance:reader.more", { count: more })}`}
      </span>
      {swap && (
        <Button size="small" onClick={swap} title={t("assistance:reader.replace")}>
          {t("assistance:reader.with", { words: match.instead })} <KeyCap combo="alt+r" />
        </Button>
      )}
    </div>
  );
}

/** Reads along in the composer (用语检查): a quiet line while one types, a question before sending. */
export default function WordingReader(props: ReaderProps) {
  const { conversation, shop, text, replace, select, listen } = props;
  const client = useQueryClient();
  const settled = useSettled(text);
  const { data } = useQuery({
    ...checkQuery({ conversation, shop }, settled),
    enabled: settled.trim() !== "",
  });
  const [warned, setWarned] = useState("");
  const latest = useRef(warned);
  latest.current = warned;
  useEffect(
    () =>
      listen((words) => {
        const query = checkQuery({ conversation, shop }, words);
        const judged = (checked: Checked | null | undefined): Verdict => {
          if (!checked) return { go: true };
          const verdict = judge(checked, latest.current === words);
          setWarned(verdict.go ? "" : words);
          return verdict;
        };
        const known = client.getQueryData(query.queryKey);
        return known ? judged(known) : inTime(client.fetchQuery(query)).then(judged);
      }),
    [client, conversation, listen, shop],
  );
  const asked = warned !== "" && warned === text.trim();
  const held = asked
    ? client.getQueryData(checkQuery({ conversation, shop }, warned).queryKey)
    : settled === text
      ? data
      : undefined;
  const base = asked ? text.indexOf(warned) : 0;
  const matches = text.trim() === "" ? [] : (held?.matches ?? []);
  const hard = ["blocks", "warns", "hints"];
  const match = [...matches].sort(
    (a, b) => hard.indexOf(a.severity) - hard.indexOf(b.severity) || a.start - b.start,
  )[0];
  const source = asked ? warned : text;
  const from = match ? base + placeIn(source, match.start) : 0;
  const to = match ? base + placeIn(source, match.end) : 0;
  const swap = match?.instead
    ? () => {
        replace(from, to, match.instead);
        noteReplaced(match.entry_id);
      }
    : null;
  useActs([
    {
      id: "assistance.replace",
      label: "assistance:reader.replace",
      group: "assistance:reader",
      keys: ["alt+r"],
      run: () => swap?.(),
      enabled: swap !== null,
    },
  ]);
  if (!match) return null;
  return (
    <Line
      match={match}
      words={text.slice(from, to)}
      asked={asked}
      jump={() => select(from, to)}
      swap={swap}
      more={matches.length - 1}
    />
  );
}
