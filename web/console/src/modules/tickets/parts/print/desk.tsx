import { ArrowLeftOutlined, PrinterOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useMe } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import styles from "./print.module.css";

type Props = {
  back: { path: string; name: string };
  /** What stands on it by choice. */
  choices?: ReactNode;
  shop: string;
  wide?: boolean;
  /** Everything that is to be printed is there. */
  ready: boolean;
  children: ReactNode;
};

/** A sheet as it will be printed, with what one may choose of it (打印). */
export function Desk({ back, choices, shop, wide = false, ready, children }: Props) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const at = new Date().toISOString();
  return (
    <div className={styles.desk}>
      <div className={`${styles.tools} ${wide ? styles.wide : ""}`}>
        <Link to={back.path as never}>
          <ArrowLeftOutlined /> {back.name}
        </Link>
        <span className={styles.space} />
        {choices}
        <Button
          type="primary"
          icon={<PrinterOutlined />}
          loading={!ready}
          onClick={() => window.print()}
        >
          {t("tickets:print")}
        </Button>
      </div>
      <article className={`${styles.paper} ${wide ? styles.wide : ""}`}>
        <header className={styles.head}>
          <strong>{shop}</strong>
          <span>{t("tickets:print.by", { name: me.name, at: format.full(at) })}</span>
        </header>
        {children}
      </article>
    </div>
  );
}
