import { PlusOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useBothLanguages } from "@/shell/hooks/both";
import { useNotices } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { EmptyState } from "@/ui/states";
import { addBehind, addBetween, addStep, withoutStep, withStep } from "../../api/document";
import { flowOf, type Way } from "../../api/flow";
import { type DryRun, type Procedure, PUBLISH } from "../../api/procedures";
import type { Step } from "../../api/shapes";
import { Drawing } from "../diagram/drawing";
import { StepPanel } from "../step/step-panel";
import { Beside } from "./beside";
import { Compared } from "./compare";
import { Conflict } from "./conflict";
import { DryRunSide } from "./dry-run";
import styles from "./editor.module.css";
import { Head } from "./head";
import { Problems } from "./problems";
import { PublishDialog } from "./publish-dialog";
import { type Side, Tools } from "./tools";
import { useMarks } from "./use-marks";
import { useProcedureDraft } from "./use-procedure-draft";
import { Versions } from "./versions";
import { Whole } from "./whole";

const NEW_NAMES = ["procedures:new.step", "procedures:new.outcome"];

type Props = { procedure: Procedure; again: () => void };

/** A procedure as a diagram that is changed where it stands; what is chosen opens beside it. */
export function Editor({ procedure, again }: Props) {
  const t = useT();
  const phone = usePhone();
  const notices = useNotices();
  const label = useLabel();
  const draft = useProcedureDraft(procedure, again);
  const { document, change } = draft;
  const editable = procedure.may_edit;
  const names = useBothLanguages(NEW_NAMES);
  const words = names?.[0] && names[1] ? { step: names[0], outcome: names[1] } : null;
  const [chosen, setChosen] = useState<string | null>(null);
  const [side, setSide] = useState<Side | null>(null);
  const [tried, setTried] = useState<DryRun["steps"]>([]);
  const [publishing, setPublishing] = useState(false);
  const flow = useMemo(() => flowOf(document), [document]);
  const marks = useMarks(procedure, document, side, tried);
  const step = document.steps.find(({ code }) => code === chosen) ?? null;
  const mayPublish = useCan()(PUBLISH) && procedure.may_publish;

  const choose = (code: string | null) => {
    setChosen(code);
    // While one tries or compares, the diagram and what is beside it go together.
    if (code !== null && side === "problems") setSide(null);
  };
  const added = (one: { document: typeof document; code: string }) => {
    change(one.document);
    choose(one.code);
  };
  const between =
    editable && words ? (way: Way) => added(addBetween(document, way, words)) : undefined;
  const grow = (outcome: string) => {
    if (step && words) added(addBehind(document, step.code, outcome, words));
  };
  const remove = (gone: Step) => {
    change(withoutStep(document, gone.code));
    setChosen(null);
    notices.undoable(t("procedures:step.removed", { name: label(gone.name) }), () =>
      draft.backTo(document),
    );
  };
  useShortcut("mod+z", draft.undo, editable);
  useShortcut("mod+shift+z", draft.redo, editable);
  useShortcut("mod+y", draft.redo, editable);
  useShortcut("mod+s", () => void draft.autosave.flush(), editable);
  useShortcut("escape", () => choose(null), chosen !== null);
  const publish = async () => {
    if (await draft.autosave.flush()) setPublishing(true);
  };

  const shown: Side | null = side ?? (phone ? null : "whole");
  const beside: { title: string; content: ReactNode; close: (() => void) | null } | null =
    step && side !== "dry"
      ? {
          title: label(step.name) || t("procedures:step.unnamed"),
          close: () => choose(null),
          content: (
            <StepPanel
              key={step.code}
              document={document}
              step={step}
              ways={flow.ways}
              problems={procedure.problems.filter((one) => one.step === step.code)}
              edit={(part, mark) => change(withStep(document, step.code, part), mark)}
              grow={grow}
              remove={editable && document.steps.length > 1 ? () => remove(step) : null}
            />
          ),
        }
      : shown && {
          title: t(`procedures:side.${shown}`),
          close: side ? () => setSide(null) : null,
          content: {
            whole: <Whole document={document} change={change} />,
            problems: (
              <Problems
                problems={procedure.problems}
                document={document}
                stale={draft.saving.kind !== "saved"}
                choose={choose}
              />
            ),
            dry: <DryRunSide document={document} told={setTried} choose={choose} />,
            compare:
              procedure.published === null ? (
                <EmptyState title={t("procedures:versions.none")} />
              ) : (
                <Compared
                  id={procedure.id}
                  published={procedure.published}
                  document={document}
                  choose={choose}
                />
              ),
            versions: <Versions procedure={procedure} />,
          }[shown],
        };
  const drawing = { document, flow, marks, chosen, choose, between };
  return (
    <div className={styles.page}>
      <Head
        procedure={procedure}
        name={label(document.name)}
        saving={editable ? draft.saving : null}
        publish={mayPublish ? () => void publish() : null}
      >
        <Tools
          side={step && side !== "dry" ? null : shown}
          open={(next) => {
            setChosen(null);
            setSide(next === side ? null : next);
          }}
          problems={procedure.problems.length}
          undo={draft.canUndo ? draft.undo : null}
          redo={draft.canRedo ? draft.redo : null}
        />
      </Head>
      <div className={styles.alerts}>
        {draft.saving.kind === "conflict" && (
          <Conflict
            id={procedure.id}
            mine={document}
            current={draft.saving.current}
            autosave={draft.autosave}
            takeTheirs={again}
          />
        )}
        {draft.restored && draft.saving.kind !== "conflict" && (
          <Alert closable type="info" title={t("procedures:restored")} />
        )}
        {!editable && <Alert type="info" showIcon title={t("procedures:reading")} />}
      </div>
      <div className={styles.body}>
        <Drawing {...drawing} />
        {beside && (
          <Beside
            phone={phone}
            fixed={!editable && (step !== null || shown === "whole")}
            {...beside}
          >
            {beside.content}
          </Beside>
        )}
      </div>
      {editable && phone && words && (
        <Button icon={<PlusOutlined />} onClick={() => added(addStep(document, words))}>
          {t("procedures:step.add")}
        </Button>
      )}
      {publishing && (
        <PublishDialog
          procedure={procedure}
          choose={choose}
          close={() => setPublishing(false)}
          done={({ number }) => {
            setPublishing(false);
            notices.done(t("procedures:publish.done", { number }));
          }}
        />
      )}
    </div>
  );
}
