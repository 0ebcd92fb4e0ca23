import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useShops } from "@/shell/hooks/directory";
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
import { Frame } from "../parts/frame";
import { StateCard } from "../parts/state-card";

const SPANS = [7, 14, 30, 90];

/** 机器人: how it stands, what it ended alone, what it gave to people and why. */
export default function OverviewPage() {
  const t = useT();
  const go = useGo();
  const shops = useShops();
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
          {shops.length > 1 && (
            <Select
              allowClear
              aria-label={t("bot:shop")}
              placeholder={t("bot:shop.all")}
              value={shop ?? null}
              onChange={(value: string | null) => setShop(value ?? undefined)}
              options={shops.map((each) => ({ value: each.id, label: each.name }))}
              style={{ minWidth: 160 }}
            />
          )}
          <Select
            aria-label={t("bot:span")}
            value={days}
            onChange={setDays}
            options={SPANS.map((value) => ({ value, label: t("bot:span.days", { count: value }) }))}
          />
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
