import { Button } from "antd";
import { useT } from "@/shell/hooks/text";
import styles from "./composer.module.css";

type Props = { places: string[]; fill: () => void; sendAnyway: () => void };

/** Asks before a text goes out with places that nobody filled (变量未填). */
export function OpenPlaces({ places, fill, sendAnyway }: Props) {
  const t = useT();
  return (
    <div className={styles.open} role="alert">
      <span>{t("conversations:canned.open", { places: places.join(" ") })}</span>
      <Button size="small" type="primary" onClick={fill}>
        {t("conversations:canned.fill")}
      </Button>
      <Button size="small" onClick={sendAnyway}>
        {t("conversations:canned.anyway")}
      </Button>
    </div>
  );
}
