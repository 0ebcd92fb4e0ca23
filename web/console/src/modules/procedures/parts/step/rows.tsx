import { DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useT } from "@/shell/hooks/text";
import styles from "./step.module.css";

type Props<R> = {
  rows: R[];
  onChange: (rows: R[]) => void;
  nameOf: (row: R, at: number) => string;
  add: { label: string; make: () => R };
  children: (row: R, put: (change: Partial<R>) => void, at: number) => ReactNode;
};

/** Things one below the other that can be moved, taken out and added to. */
export function Rows<R extends object>({ rows, onChange, nameOf, add, children }: Props<R>) {
  const put = (at: number, change: Partial<R>) =>
    onChange(rows.map((row, place) => (place === at ? { ...row, ...change } : row)));
  const move = (at: number, to: number) => {
    const next = [...rows];
    next.splice(to, 0, ...next.splice(at, 1));
    onChange(next);
  };
  return (
    <>
      <ol className={styles.rows}>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: codes of rows can be written anew
          <li key={at}>
            {children(row, (change) => put(at, change), at)}
            <Handles
              name={nameOf(row, at) || String(at + 1)}
              first={at === 0}
              last={at === rows.length - 1}
              move={(by) => move(at, at + by)}
              remove={() => onChange(rows.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ol>
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => onChange([...rows, add.make()])}
      >
        {add.label}
      </Button>
    </>
  );
}

type HandleProps = {
  name: string;
  first: boolean;
  last: boolean;
  move: (by: 1 | -1) => void;
  remove: () => void;
};

function Handles({ name, first, last, move, remove }: HandleProps) {
  const t = useT();
  return (
    <span className={styles.handles}>
      <Button
        size="small"
        type="text"
        icon={<UpOutlined />}
        disabled={first}
        aria-label={t("procedures:up", { name })}
        onClick={() => move(-1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DownOutlined />}
        disabled={last}
        aria-label={t("procedures:down", { name })}
        onClick={() => move(1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t("procedures:remove", { name })}
        onClick={remove}
      />
    </span>
  );
}
