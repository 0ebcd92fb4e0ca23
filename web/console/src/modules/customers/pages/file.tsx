import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Typography } from "antd";
import { useEffect } from "react";
import { CardBody } from "@/shell/hooks/card-body";
import { useCards } from "@/shell/hooks/contributions";
import { useGo, usePathParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { Tags } from "@/shell/hooks/tags";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { customerQuery, useEditCustomer } from "../api/customer";
import { CustomerConversations } from "../parts/conversations";
import { CustomFields } from "../parts/custom-fields";
import styles from "../parts/customers.module.css";
import { Facts } from "../parts/facts";
import { FileJobs } from "../parts/file-jobs";
import { Identities } from "../parts/identities";
import { More } from "../parts/more";
import { Note } from "../parts/note";
import { Timeline } from "../parts/timeline";

/** One customer on one page (客户档案): who, how to reach them, all that happened. */
export default function CustomerPage() {
  const t = useT();
  const go = useGo();
  const format = useFormat();
  const sentence = useSentence();
  const allowed = useCan();
  const id = usePathParam("id") ?? "";
  const edit = useEditCustomer(id);
  const cards = useCards("customer").filter((card) => card.onPage);
  const { data, error, refetch } = useQuery(customerQuery(id));
  const lives = data?.id;
  useEffect(() => {
    // A file that was joined to another leads to that other.
    if (lives && lives !== id) go(`/customers/${lives}`, { replace: true });
  }, [lives, id, go]);
  if (error) {
    return (
      <ErrorState
        title={t("customers:error.open")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!data) return <RowsSkeleton rows={8} avatar />;
  const editable = allowed("customers.edit") && !data.erased_at;
  return (
    <Page
      wide
      title={data.name}
      lead={
        <Link to={"/customers" as never}>
          <ArrowLeftOutlined /> {t("customers:menu")}
        </Link>
      }
      actions={
        <>
          {editable && (
            <Typography.Text
              editable={{
                text: data.name,
                tooltip: t("customers:rename"),
                onChange: (name) => {
                  if (name.trim() && name !== data.name) void edit({ name: name.trim() });
                },
              }}
            >
              {t("customers:rename")}
            </Typography.Text>
          )}
          {!data.erased_at && <More customer={data} />}
        </>
      }
    >
      {data.erased_at && (
        <Alert
          style={{ marginBottom: 16 }}
          type="info"
          title={t("customers:erased", { at: format.full(data.erased_at) })}
        />
      )}
      <FileJobs id={data.id} />
      <div className={styles.columns}>
        <div>
          <Section title={t("customers:timeline")}>
            <Timeline id={id} first={20} />
          </Section>
          {allowed("conversations.read") && (
            <Section title={t("customers:conversations")}>
              <CustomerConversations id={id} />
            </Section>
          )}
        </div>
        <div>
          <Section title={t("customers:basic")}>
            <Facts customer={{ ...data, identities: [] }} />
            <CustomFields customer={data} editable={editable} />
          </Section>
          {!data.erased_at &&
            cards.map((card) => (
              <Section key={card.id} title={t(card.title)}>
                <CardBody card={card} id={id} context={{ customer: id }} />
              </Section>
            ))}
          <Section title={t("customers:identities")}>
            <Identities customer={data} editable={editable} />
          </Section>
          <Section title={t("customers:tags")}>
            <Tags tags={data.tags} editable={editable} onChange={(tags) => void edit({ tags })} />
          </Section>
          <Section title={t("customers:note")}>
            <Note note={data.note} editable={editable} save={(note) => edit({ note })} />
          </Section>
        </div>
      </div>
    </Page>
  );
}
