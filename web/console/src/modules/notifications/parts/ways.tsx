import { InputNumber, Switch } from "antd";
import type { ReactNode } from "react";
import type { Choice } from "@/shell/hooks/attention";
import { useT } from "@/shell/hooks/text";
import styles from "./notifications.module.css";

type Props = { choice: Choice; change: (part: Partial<Choice>) => void };

export function Row(props: { label: string; hint?: string | undefined; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <div>
        <p>{props.label}</p>
        {props.hint && <p className={styles.quiet}>{props.hint}</p>}
      </div>
      {props.children}
    </div>
  );
}

/** The four ways, each of which can be switched off altogether. */
export function Ways({ choice, change }: Props) {
  const t = useT();
  const blocked = typeof Notification === "undefined" || Notification.permission === "denied";
  const turnDesktop = async (desktop: boolean) => {
    if (desktop && (await Notification.requestPermission()) !== "granted") return;
    change({ desktop });
  };
  const label = (way: string) => t(`notifications:all.${way}`);
  return (
    <>
      <Row label={label("sound")}>
        <Switch
          aria-label={label("sound")}
          checked={choice.sound}
          onChange={(sound) => change({ sound })}
        />
      </Row>
      <Row
        label={label("desktop")}
        hint={t(blocked ? "notifications:blocked" : "notifications:all.desktop.hint")}
      >
        <Switch
          aria-label={label("desktop")}
          disabled={blocked}
          checked={choice.desktop && !blocked}
          onChange={(desktop) => void turnDesktop(desktop)}
        />
      </Row>
      <Row label={label("push")} hint={t("notifications:all.push.hint")}>
        <Switch
          aria-label={label("push")}
          checked={choice.push}
          onChange={(push) => change({ push })}
        />
      </Row>
      <Row label={label("mail")} hint={t("notifications:all.mail.hint")}>
        <span className={styles.pair}>
          <InputNumber
            size="small"
            min={5}
            max={1440}
            value={choice.mail_after}
            disabled={!choice.mail}
            aria-label={t("notifications:mail_after")}
            suffix={t("notifications:minutes")}
            onChange={(mail_after) => mail_after && change({ mail_after })}
          />
          <Switch
            aria-label={label("mail")}
            checked={choice.mail}
            onChange={(mail) => change({ mail })}
          />
        </span>
      </Row>
    </>
  );
}
