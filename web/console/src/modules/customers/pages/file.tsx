import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Typography } from "antd";
import { usePathParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { customerQuery, useEditCustomer } from "../api/customer";
import { CustomerConversations } from "../parts/conversations";
import styles from "../parts/customers.module.css";
import { Facts } from "../parts/facts";
import { Identities } from "../parts/identities";
import { Note } from "../parts/note";
import { Tags } from "../parts/tags";
import { Timeline } from "../parts/timeline";

/** One customer on one page (客户档案): who, how to reach them, all that happened. */
export default function CustomerPage() {
  const t = useT();
  const sentence = useSentence();
  const allowed = useCan();
  const id = usePathParam("id") ?? "";
  const edit = useEditCustomer(id);
  const { data, error, refetch } = useQuery(customerQuery(id));
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
  const editable = allowed("customers.edit");
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
        editable && (
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
        )
      }
    >
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
          </Section>
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
