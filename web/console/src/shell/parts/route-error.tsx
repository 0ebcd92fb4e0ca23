import { Button } from "antd";
import { EmptyState, ErrorState } from "@/ui/states";
import { useSentence } from "../hooks/notice";
import { useT } from "../hooks/text";

/** A page that could not be shown, or does not exist. */
export function RouteError({ error, reset }: { error?: unknown; reset?: () => void }) {
  const t = useT();
  const sentence = useSentence();
  if (error === undefined) {
    return (
      <EmptyState
        title={t("shell:missing.title")}
        hint={t("shell:missing.hint")}
        action={<Button href="/console/">{t("shell:missing.home")}</Button>}
      />
    );
  }
  return (
    <ErrorState
      title={t("shell:error.page")}
      detail={sentence(error)}
      retry={() => (reset ? reset() : location.reload())}
      retryLabel={t("shell:retry")}
    />
  );
}
