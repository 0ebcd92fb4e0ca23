import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useId, useState } from "react";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { type Gap, wordingsQuery } from "../../api/learning";
import rows from "../rows.module.css";
import styles from "./learning.module.css";

/** Further wordings of a group: three, or all of them with the conversations they stand in. */
export function Words({ gap }: { gap: Gap }) {
  const t = useT();
  const id = useId();
  const [all, setAll] = useState(false);
  const { data } = useQuery({ ...wordingsQuery(gap.id), enabled: all });
  const shown = all ? (data?.texts ?? []).filter((each) => each !== gap.label) : gap.more;
  const more = gap.count > gap.more.length + 1;
  return (
    <div className={styles.words}>
      <ul id={id}>
        {shown.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {all && !data && <RowsSkeleton rows={2} />}
      {all && data && (
        <p className={rows.facts}>
          {data.conversation_ids.map((each, place) => (
            <Link
              key={each}
              to={`/conversations/${each}` as never}
              search={{ box: "all" } as never}
            >
              {t("bot:learning.conversation", { number: place + 1 })}
            </Link>
          ))}
        </p>
      )}
      {(more || all) && (
        <Button
          size="small"
          type="link"
          className={styles.more ?? ""}
          aria-expanded={all}
          aria-controls={id}
          onClick={() => setAll(!all)}
        >
          {t(all ? "bot:learning.words.less" : "bot:learning.words.all")}
        </Button>
      )}
    </div>
  );
}
