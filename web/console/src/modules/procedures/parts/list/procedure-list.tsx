import { CopyOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Switch, Table, Tag } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import type { ProcedureLine } from "../../api/procedures";
import styles from "../procedures.module.css";
import { useMomentText } from "../said";
import { useSwitch } from "./use-switch";

type Props = {
  procedures: ProcedureLine[];
  mayEdit: boolean;
  copy: (procedure: ProcedureLine) => void;
};

function Name({ procedure }: { procedure: ProcedureLine }) {
  const t = useT();
  const label = useLabel();
  return (
    <span className={styles.named}>
      <Link to={`/procedures/${procedure.id}` as never} className={styles.link}>
        {label(procedure.name)}
      </Link>
      {procedure.state === "off" && <Tag>{t("procedures:off")}</Tag>}
      {procedure.published === null && <Tag>{t("procedures:unpublished")}</Tag>}
      {procedure.published !== null && procedure.changed && (
        <Tag color="processing">{t("procedures:changed")}</Tag>
      )}
    </span>
  );
}

function VersionText({ procedure }: { procedure: ProcedureLine }) {
  const t = useT();
  if (procedure.published === null)
    return <span className={styles.quiet}>{t("procedures:none")}</span>;
  return <>{t("procedures:version", { number: procedure.published })}</>;
}

/** Cases that run, and how many of them are late; both lead to them. */
function Running({ procedure }: { procedure: ProcedureLine }) {
  const t = useT();
  const { id, running, late } = procedure;
  const path = (which: string) => ({
    to: "/procedures" as never,
    search: { view: "cases", which, procedure: id } as never,
  });
  if (running === 0) return <span className={styles.quiet}>0</span>;
  return (
    <span className={styles.named}>
      <Link {...path("running")} className={styles.link}>
        {running}
      </Link>
      {late > 0 && (
        <Link {...path("late")} className={styles.late}>
          {t("procedures:late.count", { count: late })}
        </Link>
      )}
    </span>
  );
}

function Changed({ procedure }: { procedure: ProcedureLine }) {
  const moment = useMomentText();
  const { changed_at, changed_by_name } = procedure;
  if (!changed_at) return null;
  return (
    <span className={styles.quiet}>
      {[moment(changed_at), changed_by_name].filter(Boolean).join(" · ")}
    </span>
  );
}

function Handles({ procedure, copy }: { procedure: ProcedureLine; copy: Props["copy"] }) {
  const t = useT();
  const name = useLabel()(procedure.name);
  const turn = useSwitch();
  return (
    <span className={styles.handles}>
      <Button
        size="small"
        type="text"
        icon={<CopyOutlined />}
        title={t("procedures:copy")}
        aria-label={t("procedures:copy.of", { name })}
        onClick={() => copy(procedure)}
      />
      <Switch
        size="small"
        checked={procedure.state === "on"}
        loading={turn.isPending}
        aria-label={t("procedures:on.of", { name })}
        onChange={() => turn.mutate(procedure)}
      />
    </span>
  );
}

/** All procedures: which version holds, how many cases run by it and are late. */
export function ProcedureList({ procedures, mayEdit, copy }: Props) {
  const t = useT();
  const phone = usePhone();
  if (phone) {
    return (
      <ul className={styles.cards}>
        {procedures.map((procedure) => (
          <li key={procedure.id}>
            <div className={styles.between}>
              <Name procedure={procedure} />
              {mayEdit && <Handles procedure={procedure} copy={copy} />}
            </div>
            <p className={styles.named}>
              <VersionText procedure={procedure} />
              <span className={styles.named}>
                {t("procedures:running")} <Running procedure={procedure} />
              </span>
            </p>
            <Changed procedure={procedure} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table<ProcedureLine>
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={procedures}
      columns={[
        { title: t("procedures:name"), render: (_, row) => <Name procedure={row} /> },
        {
          title: t("procedures:published"),
          width: 120,
          render: (_, row) => <VersionText procedure={row} />,
        },
        {
          title: t("procedures:running"),
          width: 180,
          render: (_, row) => <Running procedure={row} />,
        },
        {
          title: t("procedures:changed.last"),
          width: 220,
          render: (_, row) => <Changed procedure={row} />,
        },
        ...(mayEdit
          ? [
              {
                key: "handles",
                width: 96,
                render: (_: unknown, row: ProcedureLine) => <Handles procedure={row} copy={copy} />,
              },
            ]
          : []),
      ]}
    />
  );
}
