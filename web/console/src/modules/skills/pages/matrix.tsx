import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Select } from "antd";
import { useMemo, useState } from "react";
import type { Matrix, Skill } from "@/api/types";
import { useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { countChanges } from "../api/draft";
import { matrixQuery, useMatrixDraft } from "../api/matrix";
import { Grid } from "../parts/grid";
import styles from "../parts/grid.module.css";
import { Legend } from "../parts/levels";
import { SkillDrawer } from "../parts/skill-drawer";

type SheetProps = { matrix: Matrix; openSkill: (skill: Skill | "new") => void };

/** The sheet with its filters and what is not saved yet. */
function Sheet({ matrix, openSkill }: SheetProps) {
  const t = useT();
  const teams = useTeams();
  const [text, setText] = useState("");
  const [team, setTeam] = useState<string | null>(null);
  const [retired, setRetired] = useState(false);
  const { draft, edit, save, saving, discard } = useMatrixDraft(matrix);
  const wanted = text.trim().toLowerCase();
  const rows = useMemo(
    () =>
      matrix.rows.filter(
        (row) => row.name.toLowerCase().includes(wanted) && (!team || row.team_ids.includes(team)),
      ),
    [matrix.rows, wanted, team],
  );
  const skills = useMemo(
    () => matrix.skills.filter((skill) => retired || skill.active),
    [matrix.skills, retired],
  );
  const count = countChanges(draft);
  return (
    <>
      <div className={styles.tools}>
        <Input
          allowClear
          aria-label={t("skills:search")}
          placeholder={t("skills:search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          style={{ width: 220 }}
        />
        <Select
          allowClear
          aria-label={t("skills:team")}
          placeholder={t("skills:team.any")}
          value={team}
          onChange={(next) => setTeam(next ?? null)}
          style={{ width: 180 }}
          options={teams.map((each) => ({ value: each.id, label: each.name }))}
        />
        {matrix.skills.some((skill) => !skill.active) && (
          <Checkbox checked={retired} onChange={(event) => setRetired(event.target.checked)}>
            {t("skills:retired.show")}
          </Checkbox>
        )}
      </div>
      <Legend />
      {rows.length === 0 ? (
        <EmptyState title={t("skills:none.people")} />
      ) : (
        <Grid rows={rows} skills={skills} draft={draft} edit={edit} openSkill={openSkill} />
      )}
      {count > 0 && (
        <div className={styles.unsaved} role="status">
          <p>{t("skills:unsaved", { count })}</p>
          <Button onClick={discard}>{t("skills:discard")}</Button>
          <Button type="primary" loading={saving} onClick={save}>
            {t("skills:save")}
          </Button>
        </div>
      )}
    </>
  );
}

/** Skill matrix 技能矩阵: who can do what, and how well. */
export default function MatrixPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(matrixQuery);
  const [opened, setOpened] = useState<Skill | "new" | null>(null);
  const add = (
    <Button type="primary" onClick={() => setOpened("new")}>
      {t("skills:add")}
    </Button>
  );
  return (
    <Page wide title={t("skills:title")} lead={t("skills:lead")} actions={add}>
      {error && !data && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={10} />}
      {data?.skills.length === 0 && (
        <EmptyState title={t("skills:none")} hint={t("skills:none.hint")} action={add} />
      )}
      {data && data.skills.length > 0 && <Sheet matrix={data} openSkill={setOpened} />}
      {opened && (
        <SkillDrawer
          key={opened === "new" ? "new" : opened.id}
          skill={opened === "new" ? null : opened}
          last={data?.skills.length ?? 0}
          close={() => setOpened(null)}
        />
      )}
    </Page>
  );
}
