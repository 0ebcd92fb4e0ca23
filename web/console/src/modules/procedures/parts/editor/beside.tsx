import { CloseOutlined } from "@ant-design/icons";
import { Button, ConfigProvider, Drawer } from "antd";
import type { ReactNode } from "react";
import { useT } from "@/shell/hooks/text";
import styles from "./editor.module.css";

type Props = {
  phone: boolean;
  /** It can be read and not changed. */
  fixed: boolean;
  title: string;
  close: (() => void) | null;
  children: ReactNode;
};

/** What is open beside the diagram; on a phone it comes over it. */
export function Beside({ phone, fixed, title, close, children }: Props) {
  const t = useT();
  const body = <ConfigProvider componentDisabled={fixed}>{children}</ConfigProvider>;
  if (phone) {
    return (
      <Drawer open size="100%" title={title} onClose={() => close?.()}>
        {body}
      </Drawer>
    );
  }
  return (
    <aside className={styles.panel} aria-label={title}>
      <div className={styles.panelHead}>
        <h2>{title}</h2>
        {close && (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t("shell:close")}
            onClick={close}
          />
        )}
      </div>
      <div className={styles.panelBody}>{body}</div>
    </aside>
  );
}
