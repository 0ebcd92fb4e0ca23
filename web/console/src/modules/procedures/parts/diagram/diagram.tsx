import { PlusOutlined } from "@ant-design/icons";
import { useMemo } from "react";
import { useT } from "@/shell/hooks/text";
import type { Way } from "../../api/flow";
import { type DrawnWay, layOut } from "../../api/layout";
import { useWayWords } from "../said";
import { Canvas } from "./canvas";
import styles from "./diagram.module.css";
import type { DrawingProps } from "./marks";
import { StepCard } from "./step-card";

/** A procedure as a diagram: steps as cards, ways named by their outcomes (流程图). */
export default function Diagram({ document, flow, marks, chosen, choose, between }: DrawingProps) {
  const t = useT();
  const wordsOf = useWayWords();
  const words = flow.ways.map(wordsOf).join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words say what is on the ways
  const drawing = useMemo(() => layOut(flow, wordsOf), [flow, words]);
  return (
    <Canvas
      label={t("procedures:diagram")}
      drawing={drawing}
      first={drawing.boxes.get(document.start) ?? null}
      shown={(chosen && drawing.boxes.get(chosen)) || null}
      ground={() => choose(null)}
    >
      <Ways ways={drawing.ways} width={drawing.width} height={drawing.height} chosen={chosen} />
      {drawing.ways.map((drawn) => (
        <WayLabel
          key={drawn.way.id}
          drawn={drawn}
          words={wordsOf(drawn.way)}
          near={chosen === drawn.way.from}
          between={between}
        />
      ))}
      <ol className={styles.cards}>
        {flow.steps.map((step) => {
          const box = drawing.boxes.get(step.code);
          return (
            box && (
              <li key={step.code} style={{ left: box.x, top: box.y }} className={styles.place}>
                <StepCard
                  step={step}
                  first={document.start === step.code}
                  mark={marks.get(step.code)}
                  chosen={chosen === step.code}
                  choose={() => choose(step.code)}
                />
              </li>
            )
          );
        })}
      </ol>
      {flow.ends.map((end) => {
        const box = drawing.boxes.get(end);
        return (
          box && (
            <span
              key={end}
              className={styles.end}
              style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
            >
              {t("procedures:end")}
            </span>
          )
        );
      })}
    </Canvas>
  );
}

type WaysProps = { ways: DrawnWay[]; width: number; height: number; chosen: string | null };

function Ways({ ways, width, height, chosen }: WaysProps) {
  return (
    <svg className={styles.ways} width={width} height={height} aria-hidden="true">
      <defs>
        <marker
          id="procedure-tip"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto-start-reverse"
        >
          <path d="M0 0.5 L7.5 4 L0 7.5 z" className={styles.tip} />
        </marker>
      </defs>
      {ways.map(({ way, path }) => (
        <path
          key={way.id}
          d={path}
          className={styles.way}
          data-back={way.back || undefined}
          data-near={chosen === way.from || undefined}
          markerEnd="url(#procedure-tip)"
        />
      ))}
    </svg>
  );
}

type LabelProps = {
  drawn: DrawnWay;
  words: string;
  near: boolean;
  between: ((way: Way) => void) | undefined;
};

function WayLabel({ drawn: { way, label }, words, near, between }: LabelProps) {
  const t = useT();
  return (
    <span
      className={styles.label}
      data-near={near || undefined}
      style={{ left: label.x, top: label.y, width: label.width, height: label.height }}
    >
      <span className={styles.words} title={words}>
        {words}
      </span>
      {between && (
        <button
          type="button"
          className={styles.between}
          title={t("procedures:between", { name: words })}
          aria-label={t("procedures:between", { name: words })}
          onClick={() => between(way)}
        >
          <PlusOutlined />
        </button>
      )}
    </span>
  );
}
