import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { type Procedure, PUBLISH, type VersionLine, versionsQuery } from "../../api/procedures";
import { Failed } from "../failed";
import { useMomentText } from "../said";
import styles from "./editor.module.css";
import { MigrateDialog } from "./migrate-dialog";

/** Every version there was: who published it when, and the cases that still run by it. */
export function Versions({ procedure }: { procedure: Procedure }) {
  const t = useT();
  const mayMove = useCan()(PUBLISH) && procedure.may_publish;
  const { data, error, refetch } = useQuery(versionsQuery(procedure.id));
  const [moved, setMoved] = useState<VersionLine | null>(null);
  if (error && !data) {
    return <Failed title={t("shell:error.list")} error={error} again={refetch} />;
  }
  if (!data) return <RowsSkeleton rows={3} />;
  if (data.length === 0) {
    return (
      <EmptyState title={t("procedures:versions.none")} hint={t("procedures:versions.none.hint")} />
    );
  }
  const newest = procedure.published ?? 0;
  return (
    <>
      <ul className={styles.rows}>
        {data.map((version) => (
          <Line
            key={version.number}
            id={procedure.id}
            version={version}
            newest={version.number === newest}
            move={mayMove && version.number !== newest ? () => setMoved(version) : null}
          />
        ))}
      </ul>
      {moved && <MigrateDialog procedure={procedure} from={moved} close={() => setMoved(null)} />}
    </>
  );
}

type LineProps = {
  id: string;
  version: VersionLine;
  newest: boolean;
  move: (() => void) | null;
};

function Line({ id, version, newest, move }: LineProps) {
  const t = useT();
  const moment = useMomentText();
  const { number, note, published_at, published_by_name, running } = version;
  return (
    <li>
      <p className={styles.named}>
        <Link
          to={`/procedures/${id}` as never}
          search={{ version: String(number) } as never}
          className={styles.link}
        >
          {t("procedures:version", { number })}
        </Link>
        {newest && <Tag color="success">{t("procedures:versions.holds")}</Tag>}
        <span className={styles.quiet}>
          {[moment(published_at), published_by_name].filter(Boolean).join(" · ")}
        </span>
      </p>
      {note && <p>{note}</p>}
      <p className={styles.between}>
        <span className={styles.quiet}>{t("procedures:versions.running", { count: running })}</span>
        {move && running > 0 && (
          <Button size="small" onClick={move}>
            {t("procedures:move")}
          </Button>
        )}
      </p>
    </li>
  );
}
