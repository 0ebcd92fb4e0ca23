import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Summary } from "@/api/types";
import { CardBody } from "@/shell/hooks/card-body";
import { useCards } from "@/shell/hooks/contributions";
import { useT } from "@/shell/hooks/text";
import styles from "./panel.module.css";

/** The right column: everything known about the customer, beside the question (卡片). */
export function Cards({ summary, onClose }: { summary: Summary; onClose?: () => void }) {
  const t = useT();
  const cards = [...useCards("customer"), ...useCards("conversation")]
    .filter((card) => card.onPage !== "only")
    .sort((a, b) => a.order - b.order);
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
      {cards.map((card) => (
        <section key={card.id} className={styles.card}>
          <h3>{t(card.title)}</h3>
          <CardBody
            key={summary.id}
            card={card}
            id={card.on === "customer" ? summary.customer.id : summary.id}
            context={context}
          />
        </section>
      ))}
    </aside>
  );
}
