import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { type Embedding, type EmbeddingTried, tryEmbedding } from "../api/embedding";

type Props = { held: Embedding; changed: boolean };

/** 试一试: the vector of one short text of ours, and how long it took or what is wrong. */
export function EmbeddingTrying({ held, changed }: Props) {
  const t = useT();
  const sentence = useSentence();
  const tried = useMutation({ mutationFn: tryEmbedding });
  const ready = held.address !== "" && held.model !== "" && !changed;
  return (
    <Section
      title={t("languagemodel:try")}
      lead={t(changed ? "languagemodel:try.save" : "languagemodel:embedding.try.lead")}
      extra={
        <Button loading={tried.isPending} disabled={!ready} onClick={() => tried.mutate()}>
          {t("languagemodel:try.act")}
        </Button>
      }
    >
      <div role="status">
        {tried.error && <Alert type="error" showIcon title={sentence(tried.error)} />}
        {tried.data && <Said tried={tried.data} limit={held.milliseconds} />}
      </div>
    </Section>
  );
}

function Said({ tried, limit }: { tried: EmbeddingTried; limit: number }) {
  const t = useT();
  if (!tried.ok) {
    const reason = tried.reason ?? "off";
    return (
      <Alert
        type="error"
        showIcon
        title={t(`languagemodel:reason.${reason}`)}
        description={t(`languagemodel:reason.${reason}.hint`)}
      />
    );
  }
  const slow = tried.milliseconds > limit;
  return (
    <Alert
      type={slow ? "warning" : "success"}
      showIcon
      title={t("languagemodel:embedding.try.well", {
        milliseconds: tried.milliseconds,
        dimensions: tried.dimensions ?? 0,
      })}
      description={slow ? t("languagemodel:embedding.try.slow", { limit }) : undefined}
    />
  );
}
