import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Tabs } from "antd";
import { Endless } from "@/shell/hooks/endless";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import {
  type Rule,
  type RuleDocument,
  runsQuery,
  useOffer,
  versionsQuery,
} from "../api/automation";
import { useWords } from "../api/words";
import styles from "./automation.module.css";
import { RunLines } from "./run-lines";

function Runs({ rule }: { rule: Rule }) {
  const t = useT();
  const query = useInfiniteQuery(runsQuery(rule.id));
  return (
    <Endless query={query} empty={{ title: t("automation:runs.none") }}>
      {(runs) => <RunLines runs={runs} named={false} />}
    </Endless>
  );
}

type Take = (document: RuleDocument) => void;

function Versions({ rule, take }: { rule: Rule; take: Take }) {
  const t = useT();
  const format = useFormat();
  const words = useWords(useOffer());
  const { data } = useQuery(versionsQuery(rule.id));
  return (
    <ul className={styles.runs}>
      {data?.map((one, at) => (
        <li key={one.number}>
          <div className={styles.title}>
            <strong>{t("automation:version", { number: one.number })}</strong>
            <span className={styles.quiet}>
              {one.by_name} · {format.full(one.at)} ·{" "}
              {t(one.on ? "automation:version.on" : "automation:version.off")}
            </span>
            {at > 0 && (
              <Button size="small" onClick={() => take(one.document)}>
                {t("automation:version.take")}
              </Button>
            )}
          </div>
          <p className={styles.quiet}>
            {words.start(one.document)}
            {words.conditions(one.document) && ` · ${words.conditions(one.document)}`} →{" "}
            {one.document.actions.map(words.action).join(t("automation:then.join"))}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What a rule did, and how it was before. */
export function Past({ rule, take }: { rule: Rule; take: Take }) {
  const t = useT();
  return (
    <Section>
      <Tabs
        items={[
          { key: "runs", label: t("automation:runs"), children: <Runs rule={rule} /> },
          {
            key: "versions",
            label: t("automation:versions"),
            children: <Versions rule={rule} take={take} />,
          },
        ]}
      />
    </Section>
  );
}
