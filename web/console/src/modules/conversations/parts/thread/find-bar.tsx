import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useSettled } from "@/shell/hooks/settled";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { findInside, lookFor } from "../../api/find";
import styles from "./thread.module.css";

/** Finds words in the whole conversation (会话内查找), also in what is not loaded yet. */
export default function FindBar({ id, done }: { id: string; done: () => void }) {
  const t = useT();
  const go = useGo();
  const box = useQueryParam("box");
  const [text, setText] = useState("");
  const asked = useSettled(text.trim());
  const { data: hits } = useQuery({
    queryKey: ["find", id, asked],
    queryFn: () => findInside(id, asked),
    enabled: asked !== "",
  });
  const count = hits?.length ?? 0;
  const [at, setAt] = useState(0);
  const to = (place: number) => {
    const number = hits?.[place];
    if (number === undefined) return;
    setAt(place);
    go(`/conversations/${id}?${box ? `box=${box}&` : ""}at=${number}`);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: new hits begin at the newest
  useEffect(() => to(count - 1), [hits]);
  useEffect(() => lookFor(asked), [asked]);
  useEffect(() => () => lookFor(""), []);
  const step = (by: number) => to((at + by + count) % Math.max(1, count));
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") done();
    else if (event.key === "Enter") step(event.shiftKey ? 1 : -1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "ArrowDown") step(1);
    else return;
    event.preventDefault();
  };
  return (
    <search className={styles.find}>
      <Input
        autoFocus
        size="small"
        className={styles.findField ?? ""}
        aria-label={t("conversations:find.label")}
        placeholder={t("conversations:find.label")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      <span role="status" className={`tnum ${styles.findCount}`}>
        {hits &&
          (count === 0
            ? t("conversations:find.none")
            : t("conversations:find.count", { at: at + 1, count }))}
      </span>
      <Button
        size="small"
        type="text"
        aria-label={t("conversations:find.previous")}
        disabled={count === 0}
        onClick={() => step(-1)}
      >
        ↑
      </Button>
      <Button
        size="small"
        type="text"
        aria-label={t("conversations:find.next")}
        disabled={count === 0}
        onClick={() => step(1)}
      >
        ↓
      </Button>
      <Button size="small" type="text" aria-label={t("conversations:find.close")} onClick={done}>
        ✕
      </Button>
    </search>
  );
}
