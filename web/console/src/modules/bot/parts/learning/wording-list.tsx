import { Checkbox, Input } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Draft, LONGEST } from "../../api/lesson";
import styles from "./learning.module.css";

type Props = { drafts: Draft[]; change: (drafts: Draft[]) => void };

/** Customers' words, each taken or left, and open to a correction. */
export function WordingList({ drafts, change }: Props) {
  const t = useT();
  const put = (id: number, part: Partial<Draft>) =>
    change(drafts.map((each) => (each.id === id ? { ...each, ...part } : each)));
  return (
    <ul className={styles.wordings}>
      {drafts.map((each) => (
        <li key={each.id}>
          <Checkbox
            aria-label={t("bot:learning.take", { words: each.text })}
            checked={each.on}
            onChange={(event) => put(each.id, { on: event.target.checked })}
          />
          <Input
            size="small"
            variant="borderless"
            aria-label={t("bot:learning.wording", { number: each.id + 1 })}
            maxLength={LONGEST}
            disabled={!each.on}
            value={each.text}
            onChange={(event) => put(each.id, { text: event.target.value })}
          />
        </li>
      ))}
    </ul>
  );
}
