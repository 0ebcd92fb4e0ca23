import { useQuery } from "@tanstack/react-query";
import { Form } from "antd";
import { useEdit } from "@/shell/hooks/edit";
import { useT } from "@/shell/hooks/text";
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
import { EndpointFrame, Loaded } from "../parts/endpoint-frame";

function Editor({ held }: { held: Embedding }) {
  const t = useT();
  const [form] = Form.useForm<EmbeddingValues>();
  const values: EmbeddingValues = Form.useWatch([], form) ?? embeddingValues(held);
  const save = useEdit({
    act: (body: EmbeddingChange) => saveEmbedding(held, body),
    refresh: ["language-model", "embedding"],
  });
  const changed = Object.keys(embeddingChange(held, values)).length > 0;
  return (
    <EndpointFrame
      title={t("languagemodel:embedding")}
      lead={t("languagemodel:embedding.lead")}
      leaves={t("languagemodel:embedding.endpoint.lead")}
      off={!held.ai_on && t("languagemodel:embedding.ai.off")}
      changed={changed}
      saving={save}
      submit={form.submit}
      form={
        <EmbeddingForm
          form={form}
          held={held}
          removeKey={() => save.mutate({ key: "" })}
          onSubmit={(given) => save.mutate(embeddingChange(held, given))}
        />
      }
    >
      <EmbeddingTrying held={held} changed={changed} />
      <MadeSection held={held} />
    </EndpointFrame>
  );
}

/** Vectors 向量模型: where they come from, whether it answers, how many texts have theirs. */
export default function EmbeddingPage() {
  const query = useQuery(embeddingQuery);
  return <Loaded query={query}>{(held) => <Editor key={held.version} held={held} />}</Loaded>;
}
