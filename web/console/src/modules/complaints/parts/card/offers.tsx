import { PlusOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import type { Complaint, Offer, Option } from "../../api/complaints";
import styles from "../complaints.module.css";
import { useYuan } from "../marks";
import { Compose } from "./compose";
import { OfferActs } from "./offer-acts";

const COLOURS: Record<Offer["state"], string> = {
  waiting: "warning",
  sent: "processing",
  chosen: "success",
  declined: "error",
  replaced: "default",
  withdrawn: "default",
  refused: "error",
  expired: "default",
};

/** What was offered, what the customer chose, and a way to offer something. */
export function Offers({ one }: { one: Complaint }) {
  const t = useT();
  const [writing, setWriting] = useState(false);
  const [latest, ...before] = one.offers;
  const over = ["closed", "solved", "chosen"].includes(one.stage);
  return (
    <section className={styles.part} aria-label={t("complaints:offers")}>
      <h3>{t("complaints:offers")}</h3>
      {!latest && !writing && <p className={styles.quiet}>{t("complaints:offers.none")}</p>}
      {latest && <OfferView one={one} offer={latest} />}
      {before.length > 0 && (
        <details>
          <summary className={styles.quiet}>
            {t("complaints:offers.before", { count: before.length })}
          </summary>
          {before.map((each) => (
            <OfferView key={each.id} one={one} offer={each} />
          ))}
        </details>
      )}
      {writing && <Compose one={one} close={() => setWriting(false)} />}
      {one.may.offer && !over && !writing && (
        <div className={styles.acts}>
          <Button size="small" icon={<PlusOutlined />} onClick={() => setWriting(true)}>
            {t(latest ? "complaints:offer.again" : "complaints:offer.new")}
          </Button>
        </div>
      )}
    </section>
  );
}

function OfferView({ one, offer }: { one: Complaint; offer: Offer }) {
  const t = useT();
  const format = useFormat();
  const when = offer.chosen_at ?? offer.sent_at ?? offer.made_at;
  return (
    <div>
      <p className={styles.line}>
        <span>{t("complaints:offer.number", { number: offer.number })}</span>
        <Tag color={COLOURS[offer.state]} style={{ marginInlineEnd: 0 }}>
          {t(`complaints:offer.${offer.state}`)}
        </Tag>
        <span className={styles.quiet}>
          {[
            offer.made_by_name,
            format.short(when),
            offer.chosen_via && t(`complaints:via.${offer.chosen_via}`),
            offer.state === "sent" &&
              offer.valid_until &&
              t("complaints:offer.until", { moment: format.short(offer.valid_until) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      {offer.declined_words && <p className={styles.words}>{offer.declined_words}</p>}
      <ul className={styles.options}>
        {offer.options.map((option) => (
          <OptionView
            key={option.place}
            option={option}
            taken={option.place === offer.chosen_place}
          />
        ))}
      </ul>
      <OfferActs one={one} offer={offer} />
    </div>
  );
}

function OptionView({ option, taken }: { option: Option; taken: boolean }) {
  const t = useT();
  const yuan = useYuan();
  return (
    <li className={`${styles.option} ${taken ? styles.taken : ""}`}>
      <strong>
        {option.place}. {option.text}
      </strong>
      {option.meaning && <span>{option.meaning}</span>}
      {option.goods && <span>{t("complaints:option.goods.of", { goods: option.goods })}</span>}
      {option.amount !== null && (
        <span>
          {yuan(option.amount, option.currency)}{" "}
          {option.payout_state && (
            <span className={styles.quiet}>{t(`complaints:payout.${option.payout_state}`)}</span>
          )}
        </span>
      )}
      {taken && <strong>{t("complaints:option.taken")}</strong>}
    </li>
  );
}
