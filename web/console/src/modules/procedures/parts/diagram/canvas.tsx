import { ExpandOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useT } from "@/shell/hooks/text";
import type { Box, Size } from "../../api/view";
import styles from "./diagram.module.css";
import { useView } from "./use-view";

type Props = {
  label: string;
  drawing: Size;
  /** Where one begins to read. */
  first: Box | null;
  /** What is to be in sight: the step one has chosen. */
  shown: Box | null;
  /** The ground was pressed, not a part of the drawing. */
  ground: () => void;
  children: ReactNode;
};

/** A drawing one can move over, and go in and out of. */
export function Canvas({ label, drawing, first, shown, ground, children }: Props) {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  const { view, showAll, show, larger, smaller, fingers } = useView(place, drawing, first);
  const { x, y, width, height } = shown ?? {};
  useEffect(() => {
    if (x !== undefined && y !== undefined && width && height) show({ x, y, width, height });
  }, [x, y, width, height, show]);
  // Who walks with the keys sees where they are; a finger is never led away from what it presses.
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const frame = place.current?.getBoundingClientRect();
    if (!frame || !view || !target.matches(":focus-visible")) return;
    const box = target.getBoundingClientRect();
    show({
      x: (box.left - frame.left - view.x) / view.scale,
      y: (box.top - frame.top - view.y) / view.scale,
      width: box.width / view.scale,
      height: box.height / view.scale,
    });
  };
  const onKey = (event: KeyboardEvent) => {
    const act = { "+": larger, "=": larger, "-": smaller, "0": showAll }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a block of a form
    <div role="group" className={styles.canvas} aria-label={label} onKeyDown={onKey}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what can be done has keys of its own */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes what a press on the ground closes */}
      <div
        ref={place}
        className={styles.frame}
        {...fingers}
        onFocus={onFocus}
        onClick={(event) => {
          if (!(event.target as Element).closest("button")) ground();
        }}
      >
        <div
          className={styles.drawing}
          style={{
            width: drawing.width,
            height: drawing.height,
            visibility: view ? "visible" : "hidden",
            transform: view ? `translate(${view.x}px, ${view.y}px) scale(${view.scale})` : "none",
          }}
        >
          {children}
        </div>
      </div>
      <div className={styles.zoom}>
        <Button
          size="small"
          icon={<MinusOutlined />}
          title={`${t("procedures:zoom.out")} (-)`}
          aria-label={t("procedures:zoom.out")}
          onClick={smaller}
        />
        <Button
          size="small"
          icon={<PlusOutlined />}
          title={`${t("procedures:zoom.in")} (+)`}
          aria-label={t("procedures:zoom.in")}
          onClick={larger}
        />
        <Button
          size="small"
          icon={<ExpandOutlined />}
          title={`${t("procedures:zoom.fit")} (0)`}
          aria-label={t("procedures:zoom.fit")}
          onClick={showAll}
        />
      </div>
    </div>
  );
}
