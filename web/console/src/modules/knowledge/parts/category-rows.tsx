import {
  ArrowDownOutlined,
  ArrowLeftOutlined,
  ArrowRightOutlined,
  ArrowUpOutlined,
} from "@ant-design/icons";
import { Button, Tag } from "antd";
import { type KeyboardEvent, useRef } from "react";
import { useLabel, useT } from "@/shell/hooks/text";
import { type Branch, DEEPEST, flat, type Move, placeAfter } from "../api/categories";
import type { Category } from "../api/shapes";
import styles from "./tree.module.css";

const KEYS: Record<string, Move> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowRight: "in",
  ArrowLeft: "out",
};
const MOVES: [Move, React.ReactNode][] = [
  ["up", <ArrowUpOutlined key="up" />],
  ["down", <ArrowDownOutlined key="down" />],
  ["out", <ArrowLeftOutlined key="out" />],
  ["in", <ArrowRightOutlined key="in" />],
];

type Props = {
  tree: Branch[];
  move: (id: string, move: Move) => void;
  edit: (category: Category) => void;
  add: (under: string) => void;
};

/** The tree as lines (分类树): arrows go from one to the next, with Alt they move it. */
export function CategoryRows({ tree, move, edit, add }: Props) {
  const t = useT();
  const label = useLabel();
  const list = useRef<HTMLUListElement>(null);
  const step = (by: number) => {
    const names = [...(list.current?.querySelectorAll<HTMLElement>("[data-name]") ?? [])];
    const at = names.indexOf(document.activeElement as HTMLElement);
    names[Math.max(0, Math.min(names.length - 1, at + by))]?.focus();
  };
  const onKey = (event: KeyboardEvent, id: string) => {
    const wanted = KEYS[event.key];
    if (!wanted) return;
    if (event.altKey) move(id, wanted);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "ArrowDown") step(1);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <ul ref={list} aria-label={t("knowledge:categories")}>
        {flat(tree).map(({ category, depth, all }) => (
          <li
            key={category.id}
            className={styles.line}
            style={{ paddingInlineStart: depth * 24 }}
            data-depth={depth}
          >
            <button
              type="button"
              data-name
              className={`plain ${depth === 0 ? styles.root : styles.leaf}`}
              onClick={() => edit(category)}
              onKeyDown={(event) => onKey(event, category.id)}
            >
              {label(category.name)}
            </button>
            <span className={`${styles.quiet} tnum`}>{t("knowledge:count", { count: all })}</span>
            {!category.active && <Tag color="warning">{t("knowledge:categories.off")}</Tag>}
            <span className={styles.space} />
            <span className={styles.moves}>
              {MOVES.map(([name, icon]) => (
                <Button
                  key={name}
                  size="small"
                  type="text"
                  icon={icon}
                  disabled={placeAfter(tree, category.id, name) === null}
                  aria-label={t(`knowledge:move.${name}`, { name: label(category.name) })}
                  onClick={() => move(category.id, name)}
                />
              ))}
              <Button
                size="small"
                type="text"
                disabled={depth + 1 >= DEEPEST}
                onClick={() => add(category.id)}
              >
                {t("knowledge:categories.add.under")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{t("knowledge:categories.keys")}</p>
    </>
  );
}
