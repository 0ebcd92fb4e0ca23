import { DownOutlined } from "@ant-design/icons";
import { Dropdown } from "antd";
import { useMyPresence } from "@/shell/hooks/presence";
import { useT } from "@/shell/hooks/text";
import { PresenceDot, type Status } from "@/ui/presence";
import styles from "./list.module.css";

const STATUSES: Status[] = ["online", "busy", "away", "offline"];

/** My state and my slots, where the work is (在线状态与接待量). */
export function PresenceSwitch() {
  const t = useT();
  const { status, used, capacity, choose } = useMyPresence();
  const slots = t("conversations:slots", { used, capacity });
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectedKeys: [status],
        items: STATUSES.map((each) => ({
          key: each,
          icon: <PresenceDot status={each} />,
          label: (
            <>
              <div>{t(`shell:presence.${each}`)}</div>
              <div style={{ color: "var(--muted)", fontSize: 12 }}>
                {t(`conversations:presence.${each}`)}
              </div>
            </>
          ),
          onClick: () => choose(each),
        })),
      }}
    >
      <button type="button" className={styles.presence} title={slots}>
        <span className={`${styles.slots} tnum`}>
          {used} / {capacity}
        </span>
        <PresenceDot status={status} />
        {t(`shell:presence.${status}`)}
        <DownOutlined style={{ fontSize: 10 }} />
      </button>
    </Dropdown>
  );
}
