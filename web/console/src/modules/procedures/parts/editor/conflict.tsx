import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useEffect, useState } from "react";
import type { Autosave } from "@/shell/hooks/autosave";
import { writeKept } from "@/shell/hooks/kept";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { differenceOf } from "../../api/compare";
import { type Procedure, procedureQuery } from "../../api/procedures";
import { type ProcedureDocument, wholeDocument } from "../../api/shapes";
import { DifferenceList } from "./compare";
import styles from "./editor.module.css";
import { keptAs } from "./use-procedure-draft";

type Props = {
  id: string;
  mine: ProcedureDocument;
  current: unknown;
  autosave: Autosave<ProcedureDocument>;
  takeTheirs: () => void;
};

/** Somebody else changed the same draft: what differs, and the choice between theirs and mine. */
export function Conflict({ id, mine, current, autosave, takeTheirs }: Props) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const [theirs, setTheirs] = useState((current as Procedure | undefined) ?? null);
  const fresh = () => client.fetchQuery({ ...procedureQuery(id), staleTime: 0 });
  useEffect(() => {
    if (!theirs) {
      client.fetchQuery({ ...procedureQuery(id), staleTime: 0 }).then(setTheirs, () => undefined);
    }
  }, [client, id, theirs]);
  const take = async () => {
    await fresh();
    writeKept(keptAs(id), null);
    takeTheirs();
  };
  const keep = async () => {
    const now = await fresh();
    await autosave.goOn(now.version);
  };
  const or = (act: () => Promise<void>) => () => void act().catch(notices.failed);
  return (
    <Alert
      type="warning"
      showIcon
      title={
        theirs?.changed_by_name
          ? t("procedures:conflict.by", { name: theirs.changed_by_name })
          : t("procedures:conflict")
      }
      description={
        <>
          <p>{t("procedures:conflict.hint")}</p>
          {theirs && (
            <DifferenceList difference={differenceOf(wholeDocument(theirs.draft), mine)} />
          )}
          <div className={styles.buttons}>
            <Button size="small" onClick={or(keep)}>
              {t("procedures:conflict.mine")}
            </Button>
            <Button size="small" onClick={or(take)}>
              {t("procedures:conflict.theirs")}
            </Button>
          </div>
        </>
      }
    />
  );
}
