import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { usePresences, useTeams } from "@/shell/hooks/directory";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { CASES, type CaseStep } from "../../api/cases";
import styles from "./case.module.css";

type Given = { owner_id: string } | { team_id: string; owner_id: null };

/** A step is held by whoever has its task: taking and giving it is done there. */
function useHolding(task: string) {
  const client = useQueryClient();
  const notices = useNotices();
  const settled = {
    onError: notices.failed,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: CASES });
      void client.invalidateQueries({ queryKey: ["tasks"] });
    },
  };
  const params = { path: { task_id: task } };
  const take = useMutation({
    mutationFn: () => unwrap(api.POST("/api/tasks/{task_id}/take", { params })),
    ...settled,
  });
  const give = useMutation({
    mutationFn: (body: Given) => unwrap(api.PATCH("/api/tasks/{task_id}", { params, body })),
    ...settled,
  });
  return { take, give };
}

/** Who has a step; a click takes it or gives it on. */
export function Holder({ step }: { step: CaseStep }) {
  const t = useT();
  const name = step.owner_name ?? step.team_name ?? t("procedures:unowned");
  return (
    <div className={styles.between}>
      <span>
        {name}
        {step.owner_name && step.team_name && (
          <span className={styles.quiet}> · {step.team_name}</span>
        )}
      </span>
      {step.task_id && <Holding step={step} task={step.task_id} />}
    </div>
  );
}

function Holding({ step, task }: { step: CaseStep; task: string }) {
  const t = useT();
  const people = usePresences();
  const teams = useTeams();
  const { take, give } = useHolding(task);
  const [giving, setGiving] = useState(false);
  if (giving) {
    return (
      <Select<string | null>
        autoFocus
        defaultOpen
        size="small"
        className={styles.give ?? ""}
        aria-label={t("procedures:case.give")}
        placeholder={t("procedures:case.give")}
        value={null}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          {
            label: t("procedures:case.people"),
            options: people.map((each) => ({ value: `p${each.staff_id}`, label: each.name })),
          },
          {
            label: t("procedures:case.teams"),
            options: teams.map((each) => ({ value: `t${each.id}`, label: each.name })),
          },
        ]}
        onBlur={() => setGiving(false)}
        onChange={(chosen) => {
          setGiving(false);
          if (!chosen) return;
          const id = chosen.slice(1);
          give.mutate(chosen.startsWith("p") ? { owner_id: id } : { team_id: id, owner_id: null });
        }}
      />
    );
  }
  return (
    <span className={styles.buttons}>
      {step.may_take && step.owner_id === null && (
        <Button size="small" loading={take.isPending} onClick={() => take.mutate()}>
          {t("procedures:case.take")}
        </Button>
      )}
      {step.may_work && (
        <Button size="small" type="text" loading={give.isPending} onClick={() => setGiving(true)}>
          {t("procedures:case.give")}
        </Button>
      )}
    </span>
  );
}
