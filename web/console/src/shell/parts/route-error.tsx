import { Button } from "antd";
import { useEffect } from "react";
import { OfflineError } from "@/api/client";
import { EmptyState, ErrorState } from "@/ui/states";
import { useSentence } from "../hooks/notice";
import { useT } from "../hooks/text";

const COME_BACK = 3_000;

/** A page that could not be shown, or does not exist. */
export function RouteError({ error, reset }: { error?: unknown; reset?: () => void }) {
  const t = useT();
  const sentence = useSentence();
  const offline = error instanceof OfflineError;
  useEffect(() => {
    if (!offline) return;
    // The server comes back by itself; then so does the page.
    const handle = setInterval(() => {
      fetch("/api/health").then(
        (answer) => answer.ok && location.reload(),
        () => undefined,
      );
    }, COME_BACK);
    return () => clearInterval(handle);
  }, [offline]);
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
      title={t(offline ? "shell:offline.page" : "shell:error.page")}
      detail={offline ? t("shell:offline.kept") : sentence(error)}
      retry={() => (reset ? reset() : location.reload())}
      retryLabel={t("shell:retry")}
    />
  );
}
