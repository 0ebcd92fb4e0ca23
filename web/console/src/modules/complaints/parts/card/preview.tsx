import { useT } from "@/shell/hooks/text";
import type { OptionIn } from "../../api/complaints";
import styles from "../complaints.module.css";
import { useYuan } from "../marks";

/** The options as the customer will read them. */
export function Preview({ options }: { options: OptionIn[] }) {
  const t = useT();
  const yuan = useYuan();
  return (
    <section aria-label={t("complaints:preview")}>
      <p className={styles.quiet}>{t("complaints:preview.hint")}</p>
      <ul className={styles.options}>
        {options.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: options are known by their place
          <li key={at} className={styles.option}>
            <strong>{one.text}</strong>
            {one.meaning && <span>{one.meaning}</span>}
            {one.goods && <span>{t("complaints:option.goods.of", { goods: one.goods })}</span>}
            {one.amount ? (
              <span>{t("complaints:option.amount.of", { amount: yuan(one.amount) })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
