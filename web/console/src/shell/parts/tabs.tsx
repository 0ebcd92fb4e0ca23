import { AppstoreOutlined } from "@ant-design/icons";
import { useEffect, useId, useRef, useState } from "react";
import type { MenuEntry } from "../contracts";
import { useT } from "../hooks/text";
import { NoticeBell } from "./bell";
import styles from "./house.module.css";
import { MenuLink } from "./menu-link";
import { PresenceMenu } from "./presence-menu";

// With the bell and oneself six fit under a thumb.
const FITTING = 4;

/** The pages that did not fit; kept mounted, so that what waits there shows on the button. */
function Rest({ entries }: { entries: MenuEntry[] }) {
  const t = useT();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    const onTap = (event: PointerEvent) =>
      place.current?.contains(event.target as Node) || setOpen(false);
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onTap);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onTap);
    };
  }, [open]);
  return (
    <div ref={place} className={styles.place}>
      <div id={id} className={styles.rest} hidden={!open}>
        {entries.map((entry) => (
          <MenuLink key={entry.path} entry={entry} phone act={() => setOpen(false)} />
        ))}
      </div>
      <button
        type="button"
        className={styles.tab}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={`${styles.icon} ${styles.more}`}>
          <AppstoreOutlined />
        </span>
        <span>{t("shell:more")}</span>
      </button>
    </div>
  );
}

/** The menu of a phone: the first pages, and the others one tap away (底部导航). */
export function Tabs({ entries }: { entries: MenuEntry[] }) {
  const t = useT();
  const fits = entries.length <= FITTING;
  const first = fits ? entries : entries.slice(0, FITTING - 1);
  return (
    <nav className={styles.tabs} aria-label={t("shell:menu")}>
      {first.map((entry) => (
        <MenuLink key={entry.path} entry={entry} phone />
      ))}
      {!fits && <Rest entries={entries.slice(FITTING - 1)} />}
      <NoticeBell compact />
      <PresenceMenu compact />
    </nav>
  );
}
