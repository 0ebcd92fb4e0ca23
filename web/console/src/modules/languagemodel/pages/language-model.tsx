import { useQuery } from "@tanstack/react-query";
import { Form } from "antd";
import { useEdit } from "@/shell/hooks/edit";
import { useT } from "@/shell/hooks/text";
import {
  type Change,
  changeOf,
  type Endpoint,
  endpointQuery,
  saveEndpoint,
  type Values,
  valuesOf,
} from "../api/model";
import { EndpointFrame, Loaded } from "../parts/endpoint-frame";
import { FiguresSection } from "../parts/figures";
import { EndpointForm } from "../parts/form";
import { Trying } from "../parts/trying";

function Editor({ endpoint }: { endpoint: Endpoint }) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const values: Values = Form.useWatch([], form) ?? valuesOf(endpoint);
  const save = useEdit({
    act: (body: Change) => saveEndpoint(endpoint, body),
    refresh: endpointQuery.queryKey,
  });
  const changed = Object.keys(changeOf(endpoint, values)).length > 0;
  return (
    <EndpointFrame
      title={t("languagemodel:title")}
      lead={t("languagemodel:lead")}
      leaves={t("languagemodel:endpoint.lead")}
      off={!endpoint.ai_on && t("languagemodel:ai.off")}
      changed={changed}
      saving={save}
      submit={form.submit}
      form={
        <EndpointForm
          form={form}
          endpoint={endpoint}
          removeKey={() => save.mutate({ key: "" })}
          onSubmit={(given) => save.mutate(changeOf(endpoint, given))}
        />
      }
    >
      <Trying endpoint={endpoint} changed={changed} />
      <FiguresSection endpoint={endpoint} />
    </EndpointFrame>
  );
}

/** Language model 语言模型: where it is, what it may do, whether it answers, how it does. */
export default function LanguageModelPage() {
  const query = useQuery(endpointQuery);
  return <Loaded query={query}>{(held) => <Editor key={held.version} endpoint={held} />}</Loaded>;
}
