import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Popover } from "antd";
import { useState } from "react";
import type { MoodPoint, Summary } from "@/api/types";
import { useFormat, useT } from "@/shell/hooks/text";
import { countMoods, moodsQuery, placesOf } from "../../api/moods";
import styles from "./mood.module.css";
import { MoodShape, MoodSign } from "./shape";

const WIDTH = 72;
const HEIGHT = 18;
/** More points than these run into each other; all stand in the list behind. */
const MOST = 24;

function Points({ id, points }: { id: string; points: MoodPoint[] }) {
  const t = useT();
  const format = useFormat();
  const felt = points.filter(({ mood }) => mood !== "neutral");
  return (
    <>
      <ul className={styles.list}>
        {felt.map((point) => (
          <li key={point.message_id}>
            <Link
              to={`/conversations/${id}` as never}
              search={{ at: point.number } as never}
              className={styles.point}
            >
              <MoodSign mood={point.mood} />
              {t(`conversations:mood.${point.mood}`)}
              <span className={styles.at}>
                {t("conversations:mood.sure", { percent: Math.round(point.sure * 100) })} ·{" "}
                {format.time(point.at)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t("conversations:mood.note")}</p>
    </>
  );
}

/** How the customer felt over the conversation (情绪线): a quiet line, and each point behind it. */
export function MoodLine({ summary }: { summary: Summary }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { mood } = summary;
  const { data: points = [] } = useQuery({
    ...moodsQuery(summary.id, mood?.number ?? 0),
    enabled: mood !== null,
  });
  if (!mood || points.every((point) => point.mood === "neutral")) return null;
  const places = placesOf(points, WIDTH, HEIGHT, MOST);
  const counts = countMoods(points);
  const parts = (["angry", "unhappy", "pleased"] as const)
    .filter((one) => counts[one])
    .map((one) =>
      t("conversations:mood.times", {
        mood: t(`conversations:mood.${one}`),
        count: counts[one] ?? 0,
      }),
    );
  const now = t(`conversations:mood.${mood.now}`);
  const label = t("conversations:mood.line", {
    now,
    before: parts.join(t("conversations:mood.and")),
  });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger={["click"]}
      placement="bottomLeft"
      title={t("conversations:mood.title")}
      content={<Points id={summary.id} points={points} />}
    >
      <button
        type="button"
        className={styles.line}
        aria-label={label}
        title={label}
        aria-expanded={open}
        data-mood={mood.now}
        onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      >
        <svg
          className={styles.chart}
          width={WIDTH}
          height={HEIGHT}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          aria-hidden="true"
        >
          <polyline points={places.map(({ x, y }) => `${x},${y}`).join(" ")} />
          {places.map(({ x, y, point }) => (
            <MoodShape key={point.message_id} mood={point.mood} x={x} y={y} />
          ))}
        </svg>
        {now}
      </button>
    </Popover>
  );
}
