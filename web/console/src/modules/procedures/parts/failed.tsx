import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { ErrorState } from "@/ui/states";

type Props = { title: string; error: unknown; again: () => unknown };

/** Something could not be read: what happened, and a way to try again. */
export function Failed({ title, error, again }: Props) {
  const t = useT();
  const sentence = useSentence();
  return (
    <ErrorState
      title={title}
      detail={sentence(error)}
      retry={() => void again()}
      retryLabel={t("shell:retry")}
    />
  );
}
