import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { boardQuery, type Opened, pastAlertsQuery, useBoardFeed } from "../api/board";
import { Agents } from "../parts/agents";
import { Alerts, PastAlerts } from "../parts/alerts";
import styles from "../parts/board.module.css";
import { Displays } from "../parts/displays";
import { MadeOf } from "../parts/made-of";
import { Teams } from "../parts/teams";
import { Totals } from "../parts/totals";

function Past({ close }: { close: () => void }) {
  const t = useT();
  const { data } = useQuery(pastAlertsQuery);
  return (
    <Drawer open size={480} title={t("board:alerts.past")} onClose={close}>
      {!data && <RowsSkeleton rows={6} />}
      {data?.length === 0 && <EmptyState title={t("board:alerts.none")} />}
      {data && <PastAlerts alerts={data} />}
    </Drawer>
  );
}

/** 现场: who waits and how long, who serves, how today goes, and what calls for somebody. */
export default function BoardPage() {
  const t = useT();
  const sentence = useSentence();
  const allowed = useCan();
  const { data: board, error, refetch } = useQuery(boardQuery);
  const [opened, setOpened] = useState<Opened>();
  const [shown, setShown] = useState<"past" | "displays">();
  useBoardFeed();
  return (
    <Page
      wide
      title={t("board:title")}
      lead={board?.stage ? t("board:stage.on", { stage: t(`board:stage.${board.stage}`) }) : ""}
      actions={
        <>
          <Link to={"/board/resolution" as never}>
            <Button>{t("board:resolution")}</Button>
          </Link>
          <Button href="/console/wall" target="_blank">
            {t("board:wall.open")}
          </Button>
          {allowed("insights.manage_displays") && (
            <Button onClick={() => setShown("displays")}>{t("board:displays")}</Button>
          )}
        </>
      }
    >
      {error && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!board && !error && <RowsSkeleton rows={8} />}
      {board && (
        <>
          <Totals board={board} open={setOpened} />
          <Section
            title={t("board:alerts")}
            extra={
              <Button type="link" size="small" onClick={() => setShown("past")}>
                {t("board:alerts.past")}
              </Button>
            }
          >
            <Alerts alerts={board.alerts} />
          </Section>
          <Section title={t("board:teams")}>
            <Teams teams={board.teams} targets={board.targets} open={setOpened} />
          </Section>
          <Section title={t("board:agents")}>
            {board.agents.length > 0 ? (
              <Agents agents={board.agents} targets={board.targets} open={setOpened} />
            ) : (
              <p className={styles.quiet}>{t("board:agents.none")}</p>
            )}
          </Section>
        </>
      )}
      {opened && <MadeOf opened={opened} close={() => setOpened(undefined)} />}
      {shown === "past" && <Past close={() => setShown(undefined)} />}
      {shown === "displays" && <Displays close={() => setShown(undefined)} />}
    </Page>
  );
}
