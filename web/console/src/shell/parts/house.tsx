import { SettingOutlined } from "@ant-design/icons";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import type { MenuEntry } from "../contracts";
import { useNoticeFeed } from "../hooks/bell";
import { live, useLiveState } from "../hooks/live";
import { usePresenceFeed } from "../hooks/presence";
import { useCan, useMe } from "../hooks/session";
import { useShortcut } from "../hooks/shortcuts";
import { useT } from "../hooks/text";
import { usePhone } from "../hooks/wide";
import { contributed, inOrder } from "../registry";
import { NoticeBell } from "./bell";
import { useQuestion } from "./confirm-state";
import styles from "./house.module.css";
import { MenuLink } from "./menu-link";
import { openPalette, usePalette } from "./palette-state";
import { PresenceMenu } from "./presence-menu";
import { Tabs } from "./tabs";
import { useAdoptTastes } from "./tastes";

const Palette = lazy(() => import("./palette"));
const Help = lazy(() => import("./help"));
const Confirm = lazy(() => import("./confirm"));
const banners = contributed("banners").map((load) => lazy(load));
const attendants = contributed("attendants").map((load) => lazy(load));
const settings: MenuEntry = {
  path: "/settings",
  label: "shell:settings",
  icon: SettingOutlined,
  order: 1000,
};
const menu = inOrder([...contributed("menu"), settings]);

function Rail({ entries }: { entries: MenuEntry[] }) {
  const t = useT();
  return (
    <nav className={styles.rail} aria-label={t("shell:menu")}>
      <span className={styles.logo} aria-hidden="true">
        知
      </span>
      {entries.map((entry) => (
        <MenuLink key={entry.path} entry={entry} />
      ))}
      <span className={styles.space} />
      <NoticeBell />
      <PresenceMenu />
    </nav>
  );
}
/** Says that the connection is gone, once it has been gone for a moment. */
function OfflineBanner() {
  const t = useT();
  const state = useLiveState();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (state === "open") {
      setLate(false);
      return;
    }
    const handle = setTimeout(() => setLate(true), 1500);
    return () => clearTimeout(handle);
  }, [state]);
  if (!late) return null;
  return (
    <div className={styles.offline} role="status">
      {t("shell:offline")}
    </div>
  );
}

/** The signed-in frame: menu, banner, page, palette (外壳). */
export default function House() {
  const t = useT();
  const me = useMe();
  const allowed = useCan();
  const entries = menu.filter((entry) => allowed(entry.permission));
  const phone = usePhone();
  const palette = usePalette();
  const question = useQuestion();
  const [help, setHelp] = useState(false);
  usePresenceFeed();
  useNoticeFeed();
  useAdoptTastes(me);
  useShortcut("mod+k", openPalette);
  useShortcut("?", () => setHelp(true));
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, []);
  return (
    <div className={phone ? styles.phone : styles.house}>
      <a className={styles.skip} href="#page">
        {t("shell:skip")}
      </a>
      {!phone && <Rail entries={entries} />}
      <div className={styles.main}>
        <OfflineBanner />
        <Suspense>
          {banners.map((Banner, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <Banner key={at} />
          ))}
        </Suspense>
        <main id="page" className={styles.page} tabIndex={-1}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {phone && <Tabs entries={entries} />}
      <Suspense>
        {palette && <Palette />}
        {help && <Help close={() => setHelp(false)} />}
        {question && <Confirm question={question} />}
        {attendants.map((Attendant, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <Attendant key={at} />
        ))}
      </Suspense>
    </div>
  );
}
