import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer } from "antd";
import { useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { onPage } from "@/ui/ground";
import { KeyCap } from "@/ui/keycap";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { COMPLAINTS, file, type Look, look, useComplaintMove } from "../../api/complaints";
import { filingOf, lacks, type Sheet, sheetOf } from "../../api/sheet";
import styles from "../complaints.module.css";
import { Calming } from "./calming";
import { SheetFields } from "./sheet-fields";

type Props = { conversation: string; close: () => void };

const lookQuery = (conversation: string, words: string | null) => ({
  queryKey: [...COMPLAINTS, "look", conversation, words],
  queryFn: () => look({ conversation_id: conversation, ...(words === null ? {} : { words }) }),
  staleTime: 0,
});

/** The intake sheet: what was said, how grave it is and why, and how to calm first. */
export function Intake({ conversation, close }: Props) {
  const t = useT();
  const phone = usePhone();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(lookQuery(conversation, null));
  return (
    <Drawer
      open
      autoFocus={false}
      getContainer={onPage}
      size={phone ? "100%" : 560}
      title={t("complaints:file")}
      onClose={close}
    >
      {error && !data && (
        <ErrorState
          title={t("complaints:error.look")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={6} />}
      {data && <Filed found={data} conversation={conversation} close={close} />}
    </Drawer>
  );
}

type FiledProps = Props & { found: Look };

function Filed({ found, conversation, close }: FiledProps) {
  const t = useT();
  const go = useGo();
  const notices = useNotices();
  const client = useQueryClient();
  const [sheet, setSheet] = useState<Sheet>(() => sheetOf(found));
  const [tried, setTried] = useState(false);
  const words = useSettled(sheet.words);
  // Graded anew by what is written now.
  const again = useQuery({
    ...lookQuery(conversation, words),
    enabled: words.trim() !== "" && words !== found.words,
  }).data;
  const grade = (words === found.words ? found : (again ?? found)).grade;
  const missing = lacks(sheet, grade.level);
  const move = useComplaintMove(file, (made) => {
    void client.invalidateQueries({ queryKey: ["conversations"] });
    notices.done(t("complaints:file.done", { ref: made.ref }));
    close();
    go(`/tickets/${made.ticket_id}`);
  });
  // One key opens the sheet, and Enter on its button files it.
  const save = () => {
    setTried(true);
    if (!missing) move.mutate(filingOf(conversation, { ...found, grade }, sheet));
  };
  if (found.complaint_id && found.ticket_id) {
    const path = `/tickets/${found.ticket_id}`;
    return (
      <Alert
        type="info"
        showIcon
        title={t("complaints:file.there")}
        action={
          <Button size="small" onClick={() => go(path)}>
            {t("complaints:open")}
          </Button>
        }
      />
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its fields and buttons have the keys
    <div
      onKeyDown={(event) => {
        if (event.key !== "Enter" || isComposing(event)) return;
        if (event.ctrlKey || event.metaKey) save();
      }}
    >
      <Calming found={found} conversation={conversation} />
      <SheetFields
        sheet={sheet}
        grade={grade}
        wrong={tried ? missing : null}
        change={(part) => setSheet((held) => ({ ...held, ...part }))}
      />
      {move.error ? <Failed reason={move.error} /> : null}
      <div className={styles.acts}>
        <Button type="primary" autoFocus loading={move.isPending} onClick={save}>
          {t("complaints:file.now")} <KeyCap combo="enter" />
        </Button>
        <Button onClick={close}>{t("shell:cancel")}</Button>
      </div>
    </div>
  );
}

function Failed({ reason }: { reason: unknown }) {
  const sentence = useSentence();
  return <Alert type="error" showIcon title={sentence(reason)} />;
}
