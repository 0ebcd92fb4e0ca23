import {
  DiffOutlined,
  ExperimentOutlined,
  HistoryOutlined,
  RedoOutlined,
  SettingOutlined,
  UndoOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import type { ComponentType } from "react";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { keyLabel } from "@/ui/keycap";
import styles from "./editor.module.css";

export const SIDES = ["whole", "problems", "dry", "compare", "versions"] as const;
export type Side = (typeof SIDES)[number];

const ICONS: Record<Side, ComponentType> = {
  whole: SettingOutlined,
  problems: WarningOutlined,
  dry: ExperimentOutlined,
  compare: DiffOutlined,
  versions: HistoryOutlined,
};

type Props = {
  side: Side | null;
  open: (side: Side) => void;
  problems: number;
  undo: (() => void) | null;
  redo: (() => void) | null;
};

/** What can be looked at beside the diagram, and the way back and forth through the changes. */
export function Tools({ side, open, problems, undo, redo }: Props) {
  const t = useT();
  const size = usePhone() ? "small" : "middle";
  const hint = (key: string, combo: string) => `${t(key)} (${keyLabel(combo)})`;
  return (
    <div className={styles.tools} role="toolbar" aria-label={t("procedures:tools")}>
      <Button
        size={size}
        icon={<UndoOutlined />}
        disabled={!undo}
        aria-label={t("shell:undo")}
        title={hint("shell:undo", "mod+z")}
        onClick={() => undo?.()}
      />
      <Button
        size={size}
        icon={<RedoOutlined />}
        disabled={!redo}
        aria-label={t("procedures:redo")}
        title={hint("procedures:redo", "mod+shift+z")}
        onClick={() => redo?.()}
      />
      <span className={styles.gap} />
      {SIDES.map((each) => {
        const Icon = ICONS[each];
        const count = each === "problems" && problems > 0 ? ` ${problems}` : "";
        return (
          <Button
            key={each}
            size={size}
            type={side === each ? "primary" : "default"}
            ghost={side === each}
            icon={<Icon />}
            aria-pressed={side === each}
            danger={count !== ""}
            title={t(`procedures:side.${each}`)}
            aria-label={t(`procedures:side.${each}`) + count}
            onClick={() => open(each)}
          >
            <span className={styles.toolWord}>{t(`procedures:side.${each}`)}</span>
            {count}
          </Button>
        );
      })}
    </div>
  );
}
