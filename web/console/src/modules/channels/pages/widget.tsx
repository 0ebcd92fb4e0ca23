import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Form } from "antd";
import { api, unwrap } from "@/api/client";
import type { Look, Widget } from "@/api/types";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { usePathParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import styles from "../parts/channels.module.css";
import { type WidgetValues, widgetsQuery } from "../parts/data";
import { LookForm } from "../parts/look-form";
import { Preview } from "../parts/preview";
import { ScriptTag } from "../parts/script-tag";
import { Secret } from "../parts/secret";

function Editor({ widget }: { widget: Widget }) {
  const t = useT();
  const sentence = useSentence();
  const [form] = Form.useForm<WidgetValues>();
  const look: Look = Form.useWatch("look", form) ?? widget.look;
  const languages = Form.useWatch("languages", form) ?? widget.languages;
  const topics = Form.useWatch("topics", form) ?? widget.topics;
  const save = useEdit({
    act: (values: WidgetValues) =>
      unwrap(
        api.PATCH("/api/widgets/{widget_id}", {
          params: { path: { widget_id: widget.id } },
          headers: ifMatch(widget),
          body: { ...values, team_id: values.team_id ?? null },
        }),
      ),
    refresh: widgetsQuery.queryKey,
  });
  return (
    <Page
      wide
      title={widget.name}
      lead={
        <Link to={"/settings/widgets" as never}>
          <ArrowLeftOutlined /> {t("channels:widgets")}
        </Link>
      }
      actions={
        <Button type="primary" loading={save.isPending} onClick={form.submit}>
          {t("shell:save")}
        </Button>
      }
    >
      <div className={styles.columns}>
        <div>
          <Section title={t("channels:look")}>
            {save.error && (
              <Alert
                type="error"
                showIcon
                title={sentence(save.error)}
                style={{ marginBottom: 16 }}
              />
            )}
            <LookForm form={form} initial={widget} onSubmit={(values) => save.mutate(values)} />
          </Section>
          <Section title={t("channels:secret")}>
            <Secret id={widget.id} />
          </Section>
        </div>
        <div className={styles.side}>
          <Section title={t("channels:preview")}>
            <Preview look={{ ...widget.look, ...look }} languages={languages} topics={topics} />
          </Section>
          <Section title={t("channels:script")}>
            <ScriptTag tag={widget.script_tag} chatKey={widget.key} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** One widget: its look with a live preview, and how to put it on a page. */
export default function WidgetPage() {
  const t = useT();
  const id = usePathParam("id");
  const { data } = useQuery(widgetsQuery);
  if (!data) return <RowsSkeleton rows={8} />;
  const widget = data.find((each) => each.id === id);
  if (!widget) return <EmptyState title={t("channels:missing")} />;
  return <Editor key={`${widget.id}:${widget.version}`} widget={widget} />;
}
