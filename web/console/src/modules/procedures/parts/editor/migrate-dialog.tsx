import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Modal, Select } from "antd";
import { useState } from "react";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { onPage } from "@/ui/ground";
import { RowsSkeleton } from "@/ui/states";
import { CASES } from "../../api/cases";
import {
  type Move,
  migrate,
  PROCEDURES,
  type Procedure,
  type VersionLine,
  versionQuery,
} from "../../api/procedures";
import { wholeDocument } from "../../api/shapes";
import styles from "./editor.module.css";

type Props = { procedure: Procedure; from: VersionLine; close: () => void };

/** Every case of a version goes to the one that holds, step by step as it is said here (迁移). */
export function MigrateDialog({ procedure, from, close }: Props) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const notices = useNotices();
  const client = useQueryClient();
  const [steps, setSteps] = useState<Record<string, string>>({});
  const to = procedure.published ?? from.number;
  const move: Move = { from_number: from.number, to_number: to, steps };
  const { data: old } = useQuery(versionQuery(procedure.id, from.number));
  const { data: next } = useQuery(versionQuery(procedure.id, to));
  const { data: preview, error } = useQuery({
    queryKey: [...PROCEDURES, "one", procedure.id, "move", move],
    queryFn: () => migrate(procedure.id, move, true),
    gcTime: 0,
  });
  const go = useMutation({
    mutationFn: async () => {
      // A few at a time, until none is left behind.
      let moved = 0;
      for (;;) {
        const done = await migrate(procedure.id, move, false);
        moved += done.moved;
        if (done.left === 0 || done.moved === 0) return moved;
      }
    },
    onSuccess: (count) => {
      notices.done(t("procedures:move.done", { count, number: to }));
      close();
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: PROCEDURES });
      void client.invalidateQueries({ queryKey: CASES });
    },
  });
  const names = new Map(
    (old ? wholeDocument(old.document).steps : []).map(({ code, name }) => [code, label(name)]),
  );
  const targets = (next ? wholeDocument(next.document).steps : []).map(({ code, name }) => ({
    value: code,
    label: label(name) || code,
  }));
  const standing = preview?.standing ?? [];
  const lost = standing.some((one) => one.to === null);
  const wrong = go.error ?? error;
  return (
    <Modal
      open
      getContainer={onPage}
      title={t("procedures:move.title", { from: from.number, to })}
      okText={t("procedures:move.go", { count: preview?.cases ?? from.running })}
      cancelText={t("shell:cancel")}
      confirmLoading={go.isPending}
      okButtonProps={{ disabled: !preview || lost }}
      onOk={() => go.mutate()}
      onCancel={close}
    >
      <p>{t("procedures:move.hint")}</p>
      {!preview && !error && <RowsSkeleton rows={2} />}
      <div className={styles.map}>
        {standing.map(({ step, cases, to: there }) => (
          <Mapping
            key={step}
            name={`${names.get(step) ?? step} · ${t("procedures:move.cases", { count: cases })}`}
            value={there}
            options={targets}
            choose={(code) => setSteps((held) => ({ ...held, [step]: code }))}
          />
        ))}
      </div>
      {preview?.problems.map((problem) => (
        <Alert
          key={`${problem.step}-${problem.code}`}
          type={problem.severity}
          showIcon
          title={label(problem.text)}
        />
      ))}
      {wrong ? <Alert type="error" showIcon title={sentence(wrong)} /> : null}
    </Modal>
  );
}

type MappingProps = {
  name: string;
  value: string | null;
  options: { value: string; label: string }[];
  choose: (code: string) => void;
};

function Mapping({ name, value, options, choose }: MappingProps) {
  const t = useT();
  return (
    <>
      <span>{name}</span>
      <Select<string>
        aria-label={t("procedures:move.to", { name })}
        placeholder={t("procedures:move.choose")}
        {...(value === null ? { status: "error" as const } : { value })}
        options={options}
        onChange={choose}
      />
    </>
  );
}
