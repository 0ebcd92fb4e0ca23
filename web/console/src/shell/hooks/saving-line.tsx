import type { Saving } from "./autosave";
import { useSentence } from "./notice";
import { useT } from "./text";

/** Says how what is written stands to what is stored. */
export function SavingLine({ saving }: { saving: Saving }) {
  const t = useT();
  const sentence = useSentence();
  const words =
    saving.kind === "failed" ? sentence(saving.reason) : t(`shell:saving.${saving.kind}`);
  return (
    <span style={{ color: "var(--muted)", fontSize: 12 }} role="status" data-saving={saving.kind}>
      {words}
    </span>
  );
}
