import type { Ghost } from "@/shell/contracts";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { KeyCap } from "@/ui/keycap";
import styles from "./ghost.module.css";

/** The rest of an offered reply, pale behind what is typed; a phone has no Tab. */
export function GhostText(props: { ghost: Ghost; typed: string; take: () => void }) {
  const { ghost, typed, take } = props;
  const t = useT();
  const phone = usePhone();
  return (
    <div className={styles.ghost} data-ghost>
      <span aria-hidden>{typed}</span>
      <span aria-hidden>{ghost.text.slice(typed.length)}</span>
      {phone ? (
        <button type="button" className={styles.use} onClick={take}>
          {t("conversations:ghost.use")}
        </button>
      ) : (
        <KeyCap combo="tab" />
      )}
    </div>
  );
}
