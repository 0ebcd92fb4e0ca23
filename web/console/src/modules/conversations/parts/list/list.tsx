import { SearchOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { lazy, Suspense } from "react";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { openPalette } from "@/shell/hooks/palette";
import { useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import { RowsSkeleton } from "@/ui/states";
import { ConsentBar } from "./consent-bar";
import styles from "./list.module.css";
import { Mine } from "./mine";
import { OfflineHint } from "./offline-hint";
import { PresenceSwitch } from "./presence-switch";

// Brings a select and its list; not needed for one's own conversations.
const Everything = lazy(() => import("./everything"));

export type Box = "mine" | "mentions" | "all" | "closed";
const BOXES: readonly Box[] = ["mine", "mentions", "all", "closed"];

export function useBox(): Box {
  const box = useQueryParam("box");
  return BOXES.find((each) => each === box) ?? "mine";
}

/** The left column: my conversations, or everybody's (会话列表). */
export function ConversationList({ chosen }: { chosen: string | undefined }) {
  const t = useT();
  const go = useGo();
  const box = useBox();
  const path = chosen ? `/conversations/${chosen}` : "/conversations";
  return (
    <section className={styles.list} aria-label={t("conversations:list")}>
      <header className={styles.head}>
        <h1>{t("conversations:title")}</h1>
        <PresenceSwitch />
      </header>
      <button type="button" className={styles.search} onClick={openPalette}>
        <SearchOutlined />
        <span>{t("conversations:search.button")}</span>
        <KeyCap combo="mod+k" />
      </button>
      <div className={styles.boxes}>
        <Segmented
          block
          aria-label={t("conversations:box")}
          value={box}
          options={BOXES.map((each) => ({
            value: each,
            label: t(`conversations:box.${each}`),
          }))}
          onChange={(next) => go(next === "mine" ? path : `${path}?box=${next}`)}
        />
      </div>
      <OfflineHint />
      <ConsentBar />
      <div className={styles.scroll}>
        <Suspense fallback={<RowsSkeleton rows={8} avatar />}>
          {box === "mine" ? <Mine chosen={chosen} /> : <Everything box={box} chosen={chosen} />}
        </Suspense>
      </div>
    </section>
  );
}
