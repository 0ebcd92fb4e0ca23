import { useQueryClient } from "@tanstack/react-query";
import { useT } from "@/shell/hooks/text";
import { type Endpoint, endpointQuery, figuresQuery, tryEndpoint } from "../api/model";
import { TrySection } from "./endpoint-frame";
import { secondsOf } from "./numbers";

/** 试一试: one short question of ours to the language model. */
export function Trying({ endpoint, changed }: { endpoint: Endpoint; changed: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const limit = endpoint.seconds;
  return (
    <TrySection
      endpoint={endpoint}
      changed={changed}
      lead={t("languagemodel:try.lead")}
      act={tryEndpoint}
      done={() => {
        void client.invalidateQueries({ queryKey: figuresQuery.queryKey });
        void client.invalidateQueries({ queryKey: endpointQuery.queryKey });
      }}
      well={({ milliseconds, dialect }) => {
        const slow = milliseconds > limit * 1000;
        return {
          title: t("languagemodel:try.well", { seconds: secondsOf(milliseconds) }),
          slow,
          more: slow
            ? t("languagemodel:try.slow", { limit })
            : t(`languagemodel:dialect.${dialect ?? "tools"}`),
        };
      }}
    />
  );
}
