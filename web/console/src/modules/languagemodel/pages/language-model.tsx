import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form } from "antd";
import { useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import {
  type Change,
  changeOf,
  type Endpoint,
  endpointQuery,
  saveEndpoint,
  type Values,
  valuesOf,
} from "../api/model";
import { FiguresSection } from "../parts/figures";
import { EndpointForm } from "../parts/form";
import styles from "../parts/model.module.css";
import { Trying } from "../parts/trying";

function Editor({ endpoint }: { endpoint: Endpoint }) {
  const t = useT();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const values: Values = Form.useWatch([], form) ?? valuesOf(endpoint);
  const save = useEdit({
    act: (body: Change) => saveEndpoint(endpoint, body),
    refresh: endpointQuery.queryKey,
  });
  const changed = Object.keys(changeOf(endpoint, values)).length > 0;
  return (
    <Page
      title={t("languagemodel:title")}
      lead={t("languagemodel:lead")}
      actions={
        <Button type="primary" disabled={!changed} loading={save.isPending} onClick={form.submit}>
          {t("shell:save")}
        </Button>
      }
    >
      <Section title={t("languagemodel:endpoint")} lead={t("languagemodel:endpoint.lead")}>
        {!endpoint.ai_on && (
          <Alert className={styles.said} type="info" showIcon title={t("languagemodel:ai.off")} />
        )}
        {save.error && (
          <Alert className={styles.said} type="error" showIcon title={sentence(save.error)} />
        )}
        <EndpointForm
          form={form}
          endpoint={endpoint}
          removeKey={() => save.mutate({ key: "" })}
          onSubmit={(given) => save.mutate(changeOf(endpoint, given))}
        />
      </Section>
      <Trying endpoint={endpoint} changed={changed} />
      <FiguresSection endpoint={endpoint} />
    </Page>
  );
}

/** Language model 语言模型: where it is, what it may do, whether it answers, how it does. */
export default function LanguageModelPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(endpointQuery);
  if (error)
    return (
      <ErrorState
        title={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  if (!data) return <RowsSkeleton rows={8} />;
  return <Editor key={data.version} endpoint={data} />;
}
