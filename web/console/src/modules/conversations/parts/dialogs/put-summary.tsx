import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useT } from "@/shell/hooks/text";
import { useHeld } from "../../api/store";
import { asNote, summaryQuery, wordedQuery } from "../../api/summary";
import styles from "./dialogs.module.css";

type Props = { id: string; text: string; put: (text: string) => void };

/** Puts the summary of a conversation into a note that says nothing yet (小结). */
export function PutSummary({ id, text, put }: Props) {
  const t = useT();
  const number = useHeld((state) => state.summaries[id]?.number ?? 0);
  const { data: taken } = useQuery(summaryQuery(id, number));
  const { data: worded } = useQuery({
    ...wordedQuery(id, number),
    enabled: taken?.can_word === true,
  });
  const data = worded ?? taken;
  if (!data || data.wanted.length === 0 || text.trim() !== "") return null;
  return (
    <Button className={styles.put ?? ""} type="link" size="small" onClick={() => put(asNote(data))}>
      {t(`conversations:summary.insert${data.worded.length > 0 ? ".worded" : ""}`)}
    </Button>
  );
}
