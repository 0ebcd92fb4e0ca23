import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { ErrorState } from "@/ui/states";

/** In the place of an article that could not be read. */
export function Unopened({ error, retry }: { error: Error; retry: () => unknown }) {
  const t = useT();
  const sentence = useSentence();
  return (
    <ErrorState
      title={t("knowledge:error.open")}
      detail={sentence(error)}
      retry={() => void retry()}
      retryLabel={t("shell:retry")}
    />
  );
}
