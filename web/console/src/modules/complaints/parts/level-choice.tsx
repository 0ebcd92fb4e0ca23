import { Segmented } from "antd";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { LEVELS } from "../api/complaints";

/** What a form fills in, where it stands in one. */
type Props = { value?: number; onChange?: (level: number) => void };

/** One of the four levels; one below the other where they have no room side by side. */
export function LevelChoice(held: Props) {
  const t = useT();
  const phone = usePhone();
  return (
    <Segmented
      {...held}
      aria-label={t("complaints:level")}
      vertical={phone}
      options={LEVELS.map((value) => ({ value, label: t(`complaints:level.${value}`) }))}
    />
  );
}
