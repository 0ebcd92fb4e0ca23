import { useQuery } from "@tanstack/react-query";
import { Button, Input, Tag } from "antd";
import { useState } from "react";
import type { LabelText } from "@/api/types";
import { subjectsQuery, useSkills } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { SubjectDrawer } from "../parts/subject-drawer";
import { type Branch, flat, treeOf } from "../parts/tree";
import styles from "./subjects.module.css";

type Edited = { id: string } | { under: string | null } | null;

type LineProps = {
  branch: Branch;
  skills: Map<string, LabelText>;
  edit: (edited: Edited) => void;
};

function Line({ branch, skills, edit }: LineProps) {
  const t = useT();
  const label = useLabel();
  const { subject, depth } = branch;
  return (
    <li className={styles.line} style={{ paddingInlineStart: depth * 24 }}>
      <button
        type="button"
        className={`plain ${depth === 0 ? styles.root : styles.leaf}`}
        onClick={() => edit({ id: subject.id })}
      >
        {label(subject.name)}
      </button>
      <span className={styles.code}>{subject.code}</span>
      <Tag>{t("catalogue:tier.short", { tier: subject.tier })}</Tag>
      {subject.skill_id && <Tag>{label(skills.get(subject.skill_id))}</Tag>}
      {subject.priority !== 1 && (
        <Tag {...(subject.priority > 1 ? { color: "warning" } : {})}>
          {t(`shell:priority.${subject.priority}`)}
        </Tag>
      )}
      {!subject.active && <Tag color="warning">{t("catalogue:inactive")}</Tag>}
      <span className={styles.space} />
      <Button size="small" type="text" onClick={() => edit({ under: subject.id })}>
        {t("catalogue:add.under")}
      </Button>
    </li>
  );
}

/** Subjects 问题分类: what customers ask about, as a tree. */
export default function SubjectsPage() {
  const t = useT();
  const label = useLabel();
  const { data } = useQuery(subjectsQuery);
  const [text, setText] = useState("");
  const [edited, setEdited] = useState<Edited>(null);
  const skills = new Map(useSkills().map((skill) => [skill.id, skill.name]));
  const tree = treeOf(data ?? []);
  const wanted = text.trim().toLowerCase();
  const lines = flat(tree).filter(({ subject }) =>
    `${label(subject.name)} ${subject.code}`.toLowerCase().includes(wanted),
  );
  const chosen =
    edited && "id" in edited ? (data?.find((each) => each.id === edited.id) ?? null) : null;
  return (
    <Page
      title={t("catalogue:subjects")}
      lead={t("catalogue:subjects.hint")}
      actions={
        <Button type="primary" onClick={() => setEdited({ under: null })}>
          {t("catalogue:add")}
        </Button>
      }
    >
      <Section>
        <Input
          allowClear
          aria-label={t("catalogue:search")}
          placeholder={t("catalogue:search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          style={{ maxWidth: 320, marginBottom: 12 }}
        />
        {!data && <RowsSkeleton />}
        {data && lines.length === 0 && <EmptyState title={t("catalogue:none")} />}
        <ul>
          {lines.map((branch) => (
            <Line key={branch.subject.id} branch={branch} skills={skills} edit={setEdited} />
          ))}
        </ul>
      </Section>
      {edited && (
        <SubjectDrawer
          key={JSON.stringify(edited)}
          subject={chosen}
          under={"under" in edited ? edited.under : null}
          tree={tree}
          close={() => setEdited(null)}
        />
      )}
    </Page>
  );
}
