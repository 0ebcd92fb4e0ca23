import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense } from "react";
import type { Summary } from "@/api/types";
import type { Card, CardProps } from "@/shell/contracts";
import { useCards } from "@/shell/hooks/contributions";
import { useT } from "@/shell/hooks/text";
import { CardBoundary } from "@/ui/boundary";
import { RowsSkeleton } from "@/ui/states";
import styles from "./panel.module.css";

const cache = new Map<string, ReturnType<typeof lazy<React.ComponentType<CardProps>>>>();

function componentOf(card: Card) {
  const held = cache.get(card.id) ?? lazy(card.load);
  cache.set(card.id, held);
  return held;
}

/** The right column: everything known about the customer, beside the question (卡片). */
export function Cards({ summary, onClose }: { summary: Summary; onClose?: () => void }) {
  const t = useT();
  const cards = [...useCards("customer"), ...useCards("conversation")].sort(
    (a, b) => a.order - b.order,
  );
  const context = { conversation: summary.id, customer: summary.customer.id };
  return (
    <aside className={styles.panel} aria-label={t("conversations:cards")}>
      {onClose && (
        <div className={styles.close}>
          <h2>{t("conversations:cards")}</h2>
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={t("shell:close")}
            onClick={onClose}
          />
        </div>
      )}
      {cards.map((card) => {
        const Body = componentOf(card);
        return (
          <section key={card.id} className={styles.card}>
            <h3>{t(card.title)}</h3>
            <CardBoundary key={summary.id} message={t("conversations:card.missing")}>
              <Suspense fallback={<RowsSkeleton rows={2} />}>
                <Body
                  id={card.on === "customer" ? summary.customer.id : summary.id}
                  context={context}
                />
              </Suspense>
            </CardBoundary>
          </section>
        );
      })}
    </aside>
  );
}
