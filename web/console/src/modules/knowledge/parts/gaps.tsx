import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type GapKind, gapsQuery } from "../api/reports";
import { type Gap, KNOWLEDGE } from "../api/shapes";
import styles from "./board.module.css";
import { TeachDialog } from "./teach-dialog";

const SPANS = [7, 30, 90];

function Line({ gap, teach }: { gap: Gap; teach: () => void }) {
  const t = useT();
  const go = useGo();
  const format = useFormat();
  const conversation = gap.conversation_ids[0];
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <p className={styles.asked}>{gap.query}</p>
        <p className={styles.quiet}>
          {t("knowledge:gaps.times", { count: gap.searches })} · {format.short(gap.last_at)}
          {conversation && (
            <>
              {" · "}
              <Link to={`/conversations/${conversation}` as never} search={{ box: "all" } as never}>
                {t("knowledge:gaps.conversation")}
              </Link>
            </>
          )}
        </p>
      </div>
      <div className={styles.buttons}>
        <Button size="small" onClick={teach}>
          {t("knowledge:gaps.teach")}
        </Button>
        <Button
          size="small"
          onClick={() => go(`/knowledge?new=1&title=${encodeURIComponent(gap.query)}`)}
        >
          {t("knowledge:gaps.write")}
        </Button>
      </div>
    </li>
  );
}

/** What people look for and do not find (没有答案的问题): a list of things to write. */
export function GapsSection() {
  const t = useT();
  const client = useQueryClient();
  const sentence = useSentence();
  const maySeeBot = useCan()("bot.check");
  const [days, setDays] = useState(7);
  const [kind, setKind] = useState<GapKind>("without_result");
  const [taught, setTaught] = useState<Gap | null>(null);
  const [done, setDone] = useState<readonly string[]>([]);
  const { data, error, refetch } = useQuery(gapsQuery(days, kind));
  // The report drops a question once somebody has found an answer to it; here it is done already.
  const open = (data?.items ?? []).filter((gap) => !done.includes(gap.query));
  return (
    <Section
      title={t("knowledge:gaps")}
      lead={
        data && data.searches > 0
          ? t("knowledge:gaps.lead", {
              count: data.searches,
              none: data.without_result,
              unopened: data.without_click,
            })
          : t("knowledge:gaps.lead.empty")
      }
      extra={
        <>
          {maySeeBot && (
            <Link to={"/bot/learning" as never} className={styles.quiet ?? ""}>
              {t("knowledge:gaps.bot")}
            </Link>
          )}
          <Select
            aria-label={t("knowledge:span")}
            value={days}
            onChange={setDays}
            options={SPANS.map((value) => ({
              value,
              label: t("knowledge:days", { count: value }),
            }))}
          />
        </>
      }
    >
      <Segmented<GapKind>
        style={{ marginBottom: 8 }}
        aria-label={t("knowledge:gaps.kind")}
        value={kind}
        onChange={setKind}
        options={(["without_result", "without_click"] as const).map((value) => ({
          value,
          label: t(`knowledge:gaps.${value}`),
        }))}
      />
      {error && !data && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={4} />}
      {data && open.length === 0 && (
        <EmptyState
          title={t(data.searches === 0 ? "knowledge:gaps.none" : `knowledge:gaps.none.${kind}`)}
          hint={t("knowledge:gaps.none.hint")}
        />
      )}
      <ul>
        {open.map((gap) => (
          <Line key={gap.query} gap={gap} teach={() => setTaught(gap)} />
        ))}
      </ul>
      {taught && (
        <TeachDialog
          gap={taught}
          close={() => setTaught(null)}
          done={() => {
            setDone([...done, taught.query]);
            void client.invalidateQueries({ queryKey: KNOWLEDGE });
          }}
        />
      )}
    </Section>
  );
}
