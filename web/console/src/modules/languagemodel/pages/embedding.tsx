import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form } from "antd";
import { useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import {
  type Embedding,
  type EmbeddingChange,
  type EmbeddingValues,
  embeddingChange,
  embeddingQuery,
  embeddingValues,
  saveEmbedding,
} from "../api/embedding";
import { EmbeddingForm } from "../parts/embedding-form";
import { MadeSection } from "../parts/embedding-made";
import { EmbeddingTrying } from "../parts/embedding-trying";
import styles from "../parts/model.module.css";

function Editor({ held }: { held: Embedding }) {
  const t = useT();
  const sentence = useSentence();
  const [form] = Form.useForm<EmbeddingValues>();
  const values: EmbeddingValues = Form.useWatch([], form) ?? embeddingValues(held);
  const save = useEdit({
    act: (body: EmbeddingChange) => saveEmbedding(held, body),
    refresh: ["language-model", "embedding"],
  });
  const changed = Object.keys(embeddingChange(held, values)).length > 0;
  return (
    <Page
      title={t("languagemodel:embedding")}
      lead={t("languagemodel:embedding.lead")}
      actions={
        <Button type="primary" disabled={!changed} loading={save.isPending} onClick={form.submit}>
          {t("shell:save")}
        </Button>
      }
    >
      <Section
        title={t("languagemodel:endpoint")}
        lead={t("languagemodel:embedding.endpoint.lead")}
      >
        {!held.ai_on && (
          <Alert
            className={styles.said}
            type="info"
            showIcon
            title={t("languagemodel:embedding.ai.off")}
          />
        )}
        {save.error && (
          <Alert className={styles.said} type="error" showIcon title={sentence(save.error)} />
        )}
        <EmbeddingForm
          form={form}
          held={held}
          removeKey={() => save.mutate({ key: "" })}
          onSubmit={(given) => save.mutate(embeddingChange(held, given))}
        />
      </Section>
      <EmbeddingTrying held={held} changed={changed} />
      <MadeSection held={held} />
    </Page>
  );
}

/** Vectors 向量模型: where they come from, whether it answers, how many texts have theirs. */
export default function EmbeddingPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(embeddingQuery);
  if (error)
    return (
      <ErrorState
        title={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  if (!data) return <RowsSkeleton rows={8} />;
  return <Editor key={data.version} held={data} />;
}
