import { Alert, Button } from "antd";
import type { EntryRule, EntryRuleInput } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import { useNames } from "../api/names";
import { thenTexts, whenText } from "../api/sentence";
import styles from "./rules.module.css";

type Props = {
  mine: EntryRuleInput;
  theirs: EntryRule;
  keepMine: () => void;
  keepTheirs: () => void;
};

/** Somebody else changed the rule meanwhile: both are shown, one is chosen. */
export function Conflict({ mine, theirs, keepMine, keepTheirs }: Props) {
  const t = useT();
  const names = useNames();
  const told = (rule: EntryRuleInput) => {
    const decided =
      thenTexts(rule, names, t).join(t("routing:semicolon")) || t("routing:then.nothing");
    return `${rule.name}${t("routing:colon")}${whenText(rule, names, t)} → ${decided}`;
  };
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t("routing:conflict")}
      description={
        <dl className={styles.conflict}>
          <dt>{t("routing:conflict.theirs")}</dt>
          <dd>{told(theirs)}</dd>
          <dt>{t("routing:conflict.mine")}</dt>
          <dd>{told(mine)}</dd>
          <dd className={styles.choices}>
            <Button size="small" onClick={keepTheirs}>
              {t("routing:conflict.keep.theirs")}
            </Button>
            <Button size="small" type="primary" onClick={keepMine}>
              {t("routing:conflict.keep.mine")}
            </Button>
          </dd>
        </dl>
      }
    />
  );
}
