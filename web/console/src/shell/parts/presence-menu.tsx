import { Dropdown } from "antd";
import { Avatar } from "@/ui/avatar";
import { PresenceDot, type Status } from "@/ui/presence";
import { useGo } from "../hooks/go";
import { useMyPresence } from "../hooks/presence";
import { useMe, useSignOut } from "../hooks/session";
import { useT } from "../hooks/text";
import styles from "./house.module.css";

export const STATUSES: Status[] = ["online", "busy", "away", "offline"];

/** Me at the foot of the rail: state, slots, account, sign out. */
export function PresenceMenu({ compact = false }: { compact?: boolean }) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const signOut = useSignOut();
  const presence = useMyPresence();
  const items = [
    ...STATUSES.map((status) => ({
      key: status,
      icon: <PresenceDot status={status} />,
      label: <span className={styles.state}>{t(`shell:presence.${status}`)}</span>,
      onClick: () => presence.choose(status),
    })),
    { type: "divider" as const },
    { key: "account", label: t("shell:account"), onClick: () => go("/settings/account") },
    { key: "out", label: t("shell:sign_out"), onClick: () => void signOut() },
  ];
  const state = t(`shell:presence.${presence.status}`);
  return (
    <Dropdown
      menu={{ items, selectedKeys: [presence.status] }}
      trigger={["click"]}
      placement="topLeft"
    >
      <button type="button" className={compact ? styles.tab : styles.me}>
        <span className={styles.meFace}>
          <Avatar name={me.name} color={me.avatar_color} size={compact ? 24 : 32} />
          <PresenceDot status={presence.status} />
        </span>
        <span>{compact ? t("shell:me") : state}</span>
        <span className="visually-hidden">
          {t("shell:presence.button", { name: me.name, state })}
        </span>
      </button>
    </Dropdown>
  );
}
