import { useT } from "@/shell/hooks/text";
import { type Embedding, tryEmbedding } from "../api/embedding";
import { TrySection } from "./endpoint-frame";

/** 试一试: the vector of one short text of ours. */
export function EmbeddingTrying({ held, changed }: { held: Embedding; changed: boolean }) {
  const t = useT();
  const limit = held.milliseconds;
  return (
    <TrySection
      endpoint={held}
      changed={changed}
      lead={t("languagemodel:embedding.try.lead")}
      act={tryEmbedding}
      well={({ milliseconds, dimensions }) => ({
        title: t("languagemodel:embedding.try.well", {
          milliseconds,
          dimensions: dimensions ?? 0,
        }),
        slow: milliseconds > limit,
        more: milliseconds > limit ? t("languagemodel:embedding.try.slow", { limit }) : undefined,
      })}
    />
  );
}
