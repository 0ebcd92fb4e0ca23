import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { type Endpoint, endpointQuery, figuresQuery, type Tried, tryEndpoint } from "../api/model";
import { secondsOf } from "./numbers";

type Props = { endpoint: Endpoint; changed: boolean };

/** 试一试: one short question of ours, and how long it took or what is wrong. */
export function Trying({ endpoint, changed }: Props) {
  const t = useT();
  const sentence = useSentence();
  const client = useQueryClient();
  const tried = useMutation({
    mutationFn: tryEndpoint,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: figuresQuery.queryKey });
      void client.invalidateQueries({ queryKey: endpointQuery.queryKey });
    },
  });
  const ready = endpoint.address !== "" && endpoint.model !== "" && !changed;
  return (
    <Section
      title={t("languagemodel:try")}
      lead={t(changed ? "languagemodel:try.save" : "languagemodel:try.lead")}
      extra={
        <Button loading={tried.isPending} disabled={!ready} onClick={() => tried.mutate()}>
          {t("languagemodel:try.act")}
        </Button>
      }
    >
      <div role="status">
        {tried.error && <Alert type="error" showIcon title={sentence(tried.error)} />}
        {tried.data && <Said tried={tried.data} limit={endpoint.seconds} />}
      </div>
    </Section>
  );
}

function Said({ tried, limit }: { tried: Tried; limit: number }) {
  const t = useT();
  const seconds = secondsOf(tried.milliseconds);
  if (!tried.ok) {
    return (
      <Alert
        type="error"
        showIcon
        title={t(`languagemodel:reason.${tried.reason ?? "off"}`)}
        description={t(`languagemodel:reason.${tried.reason ?? "off"}.hint`)}
      />
    );
  }
  const slow = tried.milliseconds > limit * 1000;
  return (
    <Alert
      type={slow ? "warning" : "success"}
      showIcon
      title={t("languagemodel:try.well", { seconds })}
      description={
        slow
          ? t("languagemodel:try.slow", { limit })
          : t(`languagemodel:dialect.${tried.dialect ?? "tools"}`)
      }
    />
  );
}
