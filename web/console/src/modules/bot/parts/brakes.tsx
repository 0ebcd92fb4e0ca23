import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { type Brake, brakesQuery, type Share, setBrake } from "../api/learning";
import { MANAGE } from "../api/shapes";
import styles from "./learning/learning.module.css";
import rows from "./rows.module.css";

const FREE: Share = 100;

/** Where the bot answers less because its answers failed (刹车), and the handle that lets go. */
export function Brakes() {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const notices = useNotices();
  const client = useQueryClient();
  const mayRelease = useCan()(MANAGE);
  const [busy, setBusy] = useState(false);
  const { data } = useQuery(brakesQuery);
  const put = async (brake: Brake, share: Share, told: boolean) => {
    setBusy(true);
    try {
      await setBrake(brake.id, share);
      await client.invalidateQueries({ queryKey: brakesQuery.queryKey });
      if (told) {
        notices.undoable(t("bot:brake.released"), () => void put(brake, brake.share, false));
      }
    } catch (reason) {
      notices.failed(reason);
    }
    setBusy(false);
  };
  if (!data || data.length === 0) return null;
  return (
    <Section title={t("bot:brakes")} lead={t("bot:brakes.lead")}>
      <ul>
        {data.map((brake) => (
          <li key={brake.id} className={styles.brake}>
            <div>
              <p>
                {t(brake.share === 0 ? "bot:brake.none" : "bot:brake.share", {
                  category: label(brake.category) || t("bot:brake.elsewhere"),
                  share: brake.share,
                })}
              </p>
              <p className={rows.facts}>
                <span className="tnum">
                  {t(brake.by ? "bot:brake.by" : "bot:brake.why", {
                    by: brake.by ?? "",
                    failures: brake.failures,
                    answers: brake.answers,
                  })}
                </span>
                <span className="tnum">
                  {t("bot:brake.since", { at: format.short(brake.since) })}
                </span>
              </p>
            </div>
            {mayRelease && (
              <Button size="small" loading={busy} onClick={() => void put(brake, FREE, true)}>
                {t("bot:brake.release")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
