import { useEffect } from "react";
import { useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import styles from "./canned-menu.module.css";
import { type CannedMenuState, MENU, optionId } from "./use-canned";

/** Canned replies above the composer (话术): the field keeps the focus and moves the choice. */
export function CannedMenu({ menu }: { menu: CannedMenuState }) {
  const t = useT();
  const { hits, chosen } = menu;
  useEffect(() => {
    document.getElementById(optionId(chosen))?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const said =
    hits.length > 0
      ? t("conversations:canned.found", { count: hits.length })
      : t(menu.busy ? "conversations:canned.searching" : "conversations:canned.none");
  return (
    <div className={styles.menu}>
      <div id={MENU} role="listbox" aria-label={t("conversations:canned")} className={styles.list}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          <div
            key={hit.id}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={index === chosen ? styles.chosen : styles.option}
            onMouseMove={() => menu.setAt(index)}
            // The field must not lose the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => menu.take(hit)}
          >
            <span className={styles.title}>
              {hit.title}
              <span className={styles.where}>
                {[hit.folder, hit.shortcut && `/${hit.shortcut}`].filter(Boolean).join(" · ")}
              </span>
            </span>
            <span className={styles.text}>{hit.text}</span>
          </div>
        ))}
      </div>
      <p className={styles.foot}>
        <span role="status">{said}</span>
        <span className={styles.keys} aria-hidden="true">
          <KeyCap combo="enter" /> {t("conversations:canned.take")} <KeyCap combo="escape" />{" "}
          {t("conversations:canned.leave")}
        </span>
      </p>
    </div>
  );
}
