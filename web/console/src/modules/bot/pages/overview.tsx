import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { figuresQuery } from "../api/bot";
import { MANAGE } from "../api/shapes";
import styles from "../parts/bot.module.css";
import { Brakes } from "../parts/brakes";
import { Days, Numbers, Reasons, Tiers } from "../parts/figures";
import { ShopFilter, SpanFilter } from "../parts/filters";
import { Frame } from "../parts/frame";
import { StateCard } from "../parts/state-card";

const SPANS = [7, 14, 30, 90];

/** 机器人: how it stands, what it ended alone, what it gave to people and why. */
export default function OverviewPage() {
  const t = useT();
  const go = useGo();
  const allowed = useCan();
  const sentence = useSentence();
  const [days, setDays] = useState(14);
  const [shop, setShop] = useState<string>();
  const { data, error, refetch } = useQuery(figuresQuery(days, shop));
  const nothing = data !== undefined && data.conversations === 0;
  return (
    <Frame
      lead={t("bot:lead")}
      actions={
        <>
          <ShopFilter value={shop} change={setShop} />
          <SpanFilter spans={SPANS} value={days} change={setDays} />
        </>
      }
    >
      {allowed(MANAGE) && <StateCard />}
      <Brakes />
      {error && !data && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={5} />}
      {nothing && (
        <Section>
          <EmptyState
            title={t("bot:none")}
            hint={t("bot:none.hint")}
            action={
              allowed(MANAGE) && (
                <Button onClick={() => go("/bot/settings")}>{t("bot:none.settings")}</Button>
              )
            }
          />
        </Section>
      )}
      {data && !nothing && (
        <>
          <Section>
            <Numbers figures={data} />
          </Section>
          <Days figures={data} />
          <div className={styles.two}>
            <Reasons figures={data} />
            <Tiers figures={data} />
          </div>
        </>
      )}
    </Frame>
  );
}
