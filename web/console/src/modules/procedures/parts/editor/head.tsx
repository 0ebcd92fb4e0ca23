import { ArrowLeftOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import type { ReactNode } from "react";
import type { Saving } from "@/shell/hooks/autosave";
import { SavingLine } from "@/shell/hooks/saving-line";
import { useT } from "@/shell/hooks/text";
import type { Procedure } from "../../api/procedures";
import styles from "./editor.module.css";

type Props = {
  procedure: Procedure;
  name: string;
  saving: Saving | null;
  publish: (() => void) | null;
  children: ReactNode;
};

/** Whose draft this is, how it stands, and the way to publish it. */
export function Head({ procedure, name, saving, publish, children }: Props) {
  const t = useT();
  const { published, changed, state, running } = procedure;
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <Link to={"/procedures" as never} aria-label={t("procedures:back")}>
          <ArrowLeftOutlined />
        </Link>
        <h1>{name || t("procedures:unnamed")}</h1>
        {state === "off" && <Tag>{t("procedures:off")}</Tag>}
        <span className={styles.quiet}>
          {published === null
            ? t("procedures:unpublished")
            : t("procedures:holds", { number: published, count: running })}
        </span>
        {saving && <SavingLine saving={saving} />}
      </div>
      {children}
      {publish && (
        <Button type="primary" disabled={published !== null && !changed} onClick={publish}>
          {t("procedures:publish")}
        </Button>
      )}
    </header>
  );
}
