import { memo } from "react";
import type { Grade, MatrixRow, Skill } from "@/api/types";
import { type T, useLabel, useT } from "@/shell/hooks/text";
import { type Change, chatsOf, gradeOf, levelOf } from "../api/draft";
import styles from "./grid.module.css";

export const GRADES: Grade[] = ["junior", "senior", "expert", "bot"];
/** Grade and limit stand before the skills. */
export const FIRST_SKILL = 2;

type Props = {
  row: MatrixRow;
  at: number;
  skills: Skill[];
  change: Change | undefined;
  /** The column that Tab reaches in this row. */
  reached: number | null;
  onGrade: (row: MatrixRow, grade: Grade) => void;
  onChats: (row: MatrixRow, chats: number | null) => void;
};

/** A level with what is said of it aloud: the skill, the word, and what it was. */
function spoken(t: T, skill: string, level: number, saved: number): string {
  const words = t("skills:cell", { skill, level, word: t(`skills:level.${level}`) });
  return level === saved ? words : `${words}${t("skills:cell.was", { level: saved })}`;
}

/** One person of the matrix: grade, limit, a level a skill. */
export const GridRow = memo(function GridRow(props: Props) {
  const { row, at, skills, change, reached } = props;
  const t = useT();
  const label = useLabel();
  const tab = (column: number) => (reached === column ? 0 : -1);
  const changed = (is: boolean) => (is ? styles.changed : undefined);
  return (
    <tr aria-rowindex={at + 2}>
      <th scope="row" title={row.name}>
        <span className={styles.name}>{row.name}</span>
      </th>
      <td className={changed(change?.grade !== undefined)}>
        <select
          data-at={`${at}:0`}
          tabIndex={tab(0)}
          aria-label={t("skills:grade.of", { name: row.name })}
          value={gradeOf(row, change)}
          onChange={(event) => props.onGrade(row, event.target.value as Grade)}
        >
          {GRADES.map((grade) => (
            <option key={grade} value={grade}>
              {t(`skills:grade.${grade}`)}
            </option>
          ))}
        </select>
      </td>
      <td className={changed(change?.chats !== undefined)}>
        <input
          type="number"
          inputMode="numeric"
          min={0}
          max={100}
          data-at={`${at}:1`}
          tabIndex={tab(1)}
          aria-label={t("skills:chats.of", { name: row.name })}
          placeholder={String(row.capacity)}
          value={chatsOf(row, change) ?? ""}
          onChange={(event) => {
            const typed = event.target.value;
            const number = Math.min(100, Math.max(0, Math.round(Number(typed))));
            props.onChats(row, typed === "" ? null : number);
          }}
        />
      </td>
      {skills.map((skill, place) => {
        const level = levelOf(row, change, skill.id);
        const saved = row.levels[skill.id] ?? 0;
        return (
          <td
            key={skill.id}
            data-at={`${at}:${place + FIRST_SKILL}`}
            data-level={level}
            tabIndex={tab(place + FIRST_SKILL)}
            className={changed(level !== saved)}
            aria-label={spoken(t, label(skill.name), level, saved)}
          >
            {level === 0 ? "·" : level}
          </td>
        );
      })}
    </tr>
  );
});
