import { Popover } from "antd";
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Grade, MatrixRow, Skill } from "@/api/types";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useLabel, useT } from "@/shell/hooks/text";
import { type Draft, edited, levelOf, withLevel } from "../api/draft";
import { levelFrom, moved, type Spot } from "../api/moves";
import styles from "./grid.module.css";
import { FIRST_SKILL, GridRow } from "./grid-row";
import { Levels } from "./levels";
import { useRowWindow } from "./use-window";

const ROW = 36;
const HEAD = 48;

type Props = {
  rows: MatrixRow[];
  skills: Skill[];
  draft: Draft;
  edit: (change: (draft: Draft) => Draft) => void;
  openSkill: (skill: Skill) => void;
};

type Box = { left: number; top: number; width: number; height: number };
type Picked = { at: Spot; box: Box };

function spotOf(target: EventTarget): { spot: Spot; cell: HTMLElement } | null {
  const cell = (target as HTMLElement).closest<HTMLElement>("[data-at]");
  const [row, column] = (cell?.dataset.at ?? "").split(":").map(Number);
  return cell && row !== undefined && column !== undefined ? { spot: { row, column }, cell } : null;
}

/** Where a cell is on the screen; the levels to choose from hang on it. */
function boxOf(cell: HTMLElement): Box {
  const { left, top, width, height } = cell.getBoundingClientRect();
  return { left, top, width, height };
}

/** The skill matrix (技能矩阵): people down, skills across, a level each; like a sheet by keys. */
export function Grid({ rows, skills, draft, edit, openSkill }: Props) {
  const t = useT();
  const label = useLabel();
  const frame = useRef<HTMLDivElement>(null);
  const wanted = useRef<Spot | null>(null);
  const [spot, setSpot] = useState<Spot>({ row: 0, column: FIRST_SKILL });
  const [picked, setPicked] = useState<Picked | null>(null);
  const view = useRowWindow(frame, rows.length, ROW);
  const size = { rows: rows.length, columns: skills.length + FIRST_SKILL };

  const cellAt = (at: Spot) =>
    frame.current?.querySelector<HTMLElement>(`[data-at="${at.row}:${at.column}"]`);
  useLayoutEffect(() => {
    const aim = wanted.current;
    if (!aim) return;
    const cell = cellAt(aim);
    if (!cell) return;
    wanted.current = null;
    cell.focus();
    if (cell instanceof HTMLInputElement) cell.select();
  });

  const goTo = (next: Spot) => {
    const element = frame.current;
    if (element) {
      const top = next.row * ROW;
      const room = element.clientHeight - HEAD - ROW - 16;
      if (top < element.scrollTop) element.scrollTop = top;
      if (top > element.scrollTop + room) element.scrollTop = top - room;
      view.scrolled();
    }
    wanted.current = next;
    setSpot(next);
    setPicked(null);
  };
  const setLevel = (at: Spot, level: number) => {
    const [row, skill] = [rows[at.row], skills[at.column - FIRST_SKILL]];
    if (row && skill) edit((now) => edited(now, row, withLevel(skill.id, level)));
  };
  const onGrade = useCallback(
    (row: MatrixRow, grade: Grade) =>
      edit((now) => edited(now, row, (held) => ({ ...held, grade }))),
    [edit],
  );
  const onChats = useCallback(
    (row: MatrixRow, chats: number | null) =>
      edit((now) => edited(now, row, (held) => ({ ...held, chats }))),
    [edit],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const found = spotOf(event.target);
    if (!found || isComposing(event) || event.altKey) return;
    if (event.key === "Escape") return setPicked(null);
    const next = moved(found.spot, event.key, size, event.ctrlKey || event.metaKey);
    if (next) {
      event.preventDefault();
      return goTo(next);
    }
    const level = levelFrom(event.key);
    if (level === null || found.spot.column < FIRST_SKILL || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setPicked(null);
    setLevel(found.spot, level);
  };
  const onClick = (event: MouseEvent) => {
    const found = spotOf(event.target);
    if (!found) return;
    setSpot(found.spot);
    if (found.spot.column < FIRST_SKILL) return setPicked(null);
    setPicked({ at: found.spot, box: boxOf(found.cell) });
  };
  const reachedRow = spot.row >= view.first && spot.row < view.last ? spot.row : view.first;
  const chosen = picked && {
    row: rows[picked.at.row],
    skill: skills[picked.at.column - FIRST_SKILL],
  };
  return (
    <div
      ref={frame}
      className={styles.frame}
      onScroll={() => {
        view.scrolled();
        setPicked((held) => {
          const cell = held && cellAt(held.at);
          return cell ? { at: held.at, box: boxOf(cell) } : null;
        });
      }}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a sheet handled by keys
        role="grid"
        className={styles.grid}
        aria-label={t("skills:title")}
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t("skills:person")}</th>
            <th scope="col">{t("skills:grade")}</th>
            <th scope="col" title={t("skills:chats.hint")}>
              {t("skills:chats")}
            </th>
            {skills.map((skill) => (
              <th key={skill.id} scope="col" className={skill.active ? undefined : styles.retired}>
                <button type="button" onClick={() => openSkill(skill)} title={label(skill.name)}>
                  {label(skill.name)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.first > 0 && <tr style={{ height: view.first * ROW }} />}
          {rows.slice(view.first, view.last).map((row, place) => {
            const at = view.first + place;
            return (
              <GridRow
                key={row.staff_id}
                row={row}
                at={at}
                skills={skills}
                change={draft[row.staff_id]}
                reached={at === reachedRow ? spot.column : null}
                onGrade={onGrade}
                onChats={onChats}
              />
            );
          })}
          {view.last < rows.length && <tr style={{ height: (rows.length - view.last) * ROW }} />}
        </tbody>
      </table>
      {picked && chosen?.row && chosen.skill && (
        <Popover
          open
          onOpenChange={(open) => !open && setPicked(null)}
          trigger="click"
          placement="bottom"
          title={`${chosen.row.name} · ${label(chosen.skill.name)}`}
          content={
            <Levels
              level={levelOf(chosen.row, draft[chosen.row.staff_id], chosen.skill.id)}
              choose={(level) => {
                setLevel(picked.at, level);
                goTo(picked.at);
              }}
            />
          }
        >
          <span className={styles.anchor} style={picked.box} />
        </Popover>
      )}
    </div>
  );
}
