import { ClockCircleOutlined, PhoneOutlined } from "@ant-design/icons";
import type { Summary } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import styles from "./wants.module.css";

/** The customer would rather be called back, or be answered later (回电, 稍后回复). */
export function Wants({ wants }: { wants: Summary["wants"] }) {
  const t = useT();
  if (wants === "chat") return null;
  return (
    <span className={styles.wants} title={t(`conversations:wants.${wants}.full`)}>
      {wants === "callback" ? <PhoneOutlined /> : <ClockCircleOutlined />}{" "}
      {t(`conversations:wants.${wants}`)}
    </span>
  );
}
