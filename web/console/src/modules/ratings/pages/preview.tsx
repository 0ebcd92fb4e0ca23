import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Segmented, Select } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { LabelText } from "@/api/types";
import { useShops } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { labelIn, useLanguage, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import styles from "../parts/ratings.module.css";

const SCALES: Record<string, [number, number]> = {
  csat5: [1, 5],
  csat10: [1, 10],
  nps: [0, 10],
  ces: [1, 7],
};

const LANGUAGES = ["zh-CN", "en"];

/** What a customer of one shop is asked, as it looks in the window and in the mail (评价预览). */
export default function PreviewPage() {
  const t = useT();
  const sentence = useSentence();
  const shops = useShops();
  const own = useLanguage();
  const [language, setLanguage] = useState(own);
  const [chosen, setChosen] = useState<string>();
  const shop = shops.find((each) => each.id === chosen) ?? shops[0];
  const { data, error, refetch } = useQuery({
    queryKey: ["settings", "shop", shop?.id ?? ""],
    queryFn: () =>
      unwrap(
        api.GET("/api/settings", {
          params: { query: { scope: "shop", scope_id: shop?.id ?? "" } },
        }),
      ),
    enabled: shop !== undefined,
  });
  const value = (key: string) => data?.find((each) => each.key === `surveys.${key}`)?.value;
  const words = (key: string) =>
    labelIn(language, value(key) as LabelText).replaceAll("{shop}", shop?.name ?? "");
  const [low, high] = SCALES[String(value("kind"))] ?? [1, 5];
  const scores = Array.from({ length: high - low + 1 }, (_, at) => low + at);
  return (
    <Page
      title={t("ratings:preview")}
      lead={
        <>
          {t("ratings:preview.lead")}{" "}
          <Link className={styles.link ?? ""} to={"/settings/rules/surveys" as never}>
            {t("ratings:preview.change")}
          </Link>
        </>
      }
      actions={
        <>
          <Select
            aria-label={t("ratings:preview.shop")}
            value={shop?.id ?? null}
            onChange={(id: string | null) => setChosen(id ?? undefined)}
            options={shops.map((each) => ({ value: each.id, label: each.name }))}
            style={{ minWidth: 160 }}
          />
          <Segmented
            aria-label={t("ratings:preview.language")}
            value={language}
            onChange={setLanguage}
            options={LANGUAGES.map((each) => ({
              value: each,
              label: t(`ratings:language.${each}`),
            }))}
          />
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
      {!data && !error && <RowsSkeleton rows={4} />}
      {data && (
        <div className={styles.preview}>
          <Section title={t("ratings:preview.window")}>
            <div className={styles.card} lang={language}>
              <b>{words("question")}</b>
              <div className={styles.scores} aria-hidden="true">
                {scores.map((score) => (
                  <span key={score}>{score}</span>
                ))}
              </div>
              <p className={styles.hint}>{words("comment_hint")}</p>
            </div>
            <p className={styles.quiet}>{t("ratings:preview.then")}</p>
            <div className={styles.card} lang={language}>
              {words("thanks")}
            </div>
          </Section>
          <Section title={t("ratings:preview.mail")}>
            <p>
              <b>{words("mail_subject")}</b>
            </p>
            <p className={styles.mail} lang={language}>
              {words("mail_body").replaceAll("{link}", "https://…/rate/…")}
            </p>
          </Section>
        </div>
      )}
    </Page>
  );
}
