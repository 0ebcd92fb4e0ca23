import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useNow } from "@/shell/hooks/now";
import { useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { clockText } from "@/ui/remaining";
import { accept, askedOf, decline, partOf } from "../../api/together";
import styles from "./strip.module.css";

function Left({ until }: { until: string }) {
  const t = useT();
  const now = useNow();
  const seconds = Math.max(0, (Date.parse(until) - now) / 1000);
  return (
    <span className={`${styles.quiet} tnum`}>
      {t("conversations:offer.left", { left: clockText(seconds) })}
    </span>
  );
}

function Answer({ summary, until }: { summary: Summary; until: string }) {
  const t = useT();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const { data: offer } = useQuery({
    queryKey: ["offer", summary.id, until],
    queryFn: () => askedOf(summary.id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const run = (act: Promise<unknown>, done?: () => void) => {
    setBusy(true);
    act.then(done, notices.failed).finally(() => setBusy(false));
  };
  const name = offer?.from_name ?? summary.assignee?.name ?? "";
  return (
    <section className={styles.banner} aria-label={t("conversations:offer.asks", { name })}>
      <p>
        {t("conversations:offer.asks", { name })} <Left until={until} />
        {offer?.note && <span className={styles.words}>{offer.note}</span>}
      </p>
      {reason !== null && (
        <Input
          autoFocus
          className={styles.reason ?? ""}
          aria-label={t("conversations:offer.why")}
          placeholder={t("conversations:offer.why")}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => run(decline(summary.id, reason.trim()))}
        />
      )}
      <span className={styles.answers}>
        <Button
          disabled={busy}
          onClick={() =>
            reason === null ? setReason("") : run(decline(summary.id, reason.trim()))
          }
        >
          {t("conversations:offer.decline")}
        </Button>
        {reason === null && (
          <Button
            type="primary"
            loading={busy}
            onClick={() =>
              run(accept(summary.id), () => notices.done(t("conversations:offer.accepted")))
            }
          >
            {t("conversations:offer.accept")}
          </Button>
        )}
      </span>
    </section>
  );
}

/** Somebody would hand this conversation to me: take it or not (转接邀请). */
export default function OfferBanner({ summary }: { summary: Summary }) {
  const me = useMe();
  const until = partOf(summary, me.id)?.offer_until;
  return until ? <Answer summary={summary} until={until} /> : null;
}
