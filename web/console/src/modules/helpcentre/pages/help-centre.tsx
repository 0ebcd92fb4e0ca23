import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Select, Tag } from "antd";
import { useState } from "react";
import { useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Centre, type CentreValues, centresQuery, saveCentre, valuesOf } from "../api/centres";
import { CentreForm } from "../parts/form";
import styles from "../parts/help.module.css";
import { Logo } from "../parts/logo";
import { Preview } from "../parts/preview";
import { UnhelpfulList } from "../parts/unhelpful";

type EditorProps = { centre: Centre; choose: React.ReactNode };

function Editor({ centre, choose }: EditorProps) {
  const t = useT();
  const sentence = useSentence();
  const [form] = Form.useForm<CentreValues>();
  const values: CentreValues = Form.useWatch([], form) ?? valuesOf(centre);
  const save = useEdit({
    act: (body: CentreValues) => saveCentre(centre, body),
    refresh: centresQuery.queryKey,
  });
  const missing = centre.languages.filter((each) => !centre.articles[each]);
  return (
    <Page
      wide
      title={t("helpcentre:title")}
      lead={t("helpcentre:hint")}
      actions={
        <>
          {choose}
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            {t("shell:save")}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          <Section
            title={centre.shop_name}
            extra={
              centre.active ? (
                <a href={centre.url} target="_blank" rel="noreferrer">
                  {t("helpcentre:open")}
                </a>
              ) : (
                <Tag>{t("helpcentre:closed")}</Tag>
              )
            }
          >
            {save.error && (
              <Alert className={styles.said} type="error" showIcon title={sentence(save.error)} />
            )}
            {missing.length > 0 && (
              <Alert
                className={styles.said}
                type="info"
                showIcon
                title={t("helpcentre:articles.none", {
                  languages: missing.map((each) => t(`helpcentre:language.${each}`)).join(" · "),
                })}
              />
            )}
            <CentreForm form={form} centre={centre} onSubmit={(body) => save.mutate(body)} />
          </Section>
        </div>
        <div className={styles.side}>
          <Section title={t("helpcentre:preview")}>
            <Preview centre={centre} values={{ ...valuesOf(centre), ...values }} />
          </Section>
          <Section title={t("helpcentre:logo")} lead={t("helpcentre:logo.hint")}>
            <Logo centre={centre} />
          </Section>
          <Section title={t("helpcentre:unhelpful")} lead={t("helpcentre:unhelpful.hint")}>
            <UnhelpfulList shopId={centre.shop_id} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** Help centre 帮助中心: a shop's public pages, with a live preview. */
export default function HelpCentrePage() {
  const t = useT();
  const sentence = useSentence();
  const [shopId, setShopId] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(centresQuery);
  if (error)
    return (
      <ErrorState
        title={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  if (!data) return <RowsSkeleton rows={8} />;
  const centre = data.find((each) => each.shop_id === shopId) ?? first(data);
  if (!centre) return <EmptyState title={t("helpcentre:none")} />;
  const choose = data.length > 1 && (
    <Select
      aria-label={t("helpcentre:shop")}
      style={{ minWidth: 160 }}
      value={centre.shop_id}
      options={data.map((each) => ({ value: each.shop_id, label: each.shop_name }))}
      onChange={setShopId}
    />
  );
  return <Editor key={`${centre.shop_id}:${centre.version}`} centre={centre} choose={choose} />;
}

/** One that is open comes first. */
function first(centres: Centre[]): Centre | undefined {
  return centres.find((each) => each.active) ?? centres[0];
}
