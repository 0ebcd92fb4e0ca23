import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown, Select } from "antd";
import { useState } from "react";
import { useCan } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";
import { type Case, type CaseStep, returnTo, SKIP, skipStep, useCaseMove } from "../../api/cases";
import type { Step } from "../../api/shapes";
import { ReasonDialog } from "./reason-dialog";

type Props = { one: Case; step: CaseStep; written: Step };
type Doing = "skip" | "return";
type Choice = { to: string; reason: string };

/** What is done with a step only for a reason: passing over it, going back before it. */
export function StepMore({ one, step, written }: Props) {
  const t = useT();
  const label = useLabel();
  const maySkip = useCan()(SKIP) && step.may_skip;
  const mayReturn = step.may_work && step.returns.length > 0;
  const [doing, setDoing] = useState<Doing | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const move = useCaseMove(
    ({ to, reason }: Choice) =>
      doing === "skip"
        ? skipStep(one.id, step.id, { outcome: to, reason })
        : returnTo(one.id, step.id, { to, reason }),
    () => setDoing(null),
  );
  if (!maySkip && !mayReturn) return null;
  const names = new Map(one.steps.map((each) => [each.step, label(each.name)]));
  const options =
    doing === "skip"
      ? written.outcomes.map(({ code, name }) => ({ value: code, label: label(name) || code }))
      : step.returns.map((code) => ({ value: code, label: names.get(code) ?? code }));
  const picked = chosen ?? options[0]?.value ?? null;
  const begin = (next: Doing) => {
    setChosen(null);
    move.reset();
    setDoing(next);
  };
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            ...(mayReturn ? [{ key: "return", label: t("procedures:case.return") }] : []),
            ...(maySkip ? [{ key: "skip", label: t("procedures:case.skip") }] : []),
          ],
          onClick: ({ key }) => begin(key as Doing),
        }}
      >
        <Button
          size="small"
          type="text"
          icon={<EllipsisOutlined />}
          aria-label={t("procedures:case.step.more", { name: label(step.name) })}
        />
      </Dropdown>
      {doing && (
        <ReasonDialog
          title={t(`procedures:case.${doing}`)}
          hint={t(`procedures:case.${doing}.hint`)}
          go={t(`procedures:case.${doing}`)}
          busy={move.isPending}
          error={move.error}
          ready={picked !== null}
          close={() => setDoing(null)}
          done={(reason) => picked && move.mutate({ to: picked, reason })}
        >
          <Select<string>
            aria-label={t(`procedures:case.${doing}.to`)}
            {...(picked ? { value: picked } : {})}
            options={options}
            onChange={setChosen}
          />
        </ReasonDialog>
      )}
    </>
  );
}
