import { useNow } from "@/shell/hooks/now";
import { useT } from "@/shell/hooks/text";
import type { Board, Opened, What } from "../api/board";
import {
  abandonedLevel,
  abandonedShare,
  answeredLevel,
  csatLevel,
  type Level,
  percentOf,
  percentText,
  since,
  span,
  waitLevel,
} from "../api/figures";
import styles from "./board.module.css";
import { Figure } from "./number";

type TileProps = {
  name: string;
  value: string | number;
  note: string;
  level?: Level;
  open?: () => void;
};

/** A figure with its name and what to hold it against. */
export function Tile({ name, value, note, level = "", open }: TileProps) {
  return (
    <div className={styles.tile}>
      <dt>{name}</dt>
      <dd>
        <Figure label={name} level={level} {...(open ? { open } : {})}>
          {value}
        </Figure>
        <span className={styles.quiet}>{note}</span>
      </dd>
    </div>
  );
}

/** All teams together: now on top, today below. */
export function Totals({ board, open }: { board: Board; open: (opened: Opened) => void }) {
  const t = useT();
  const now = useNow();
  const { total, targets } = board;
  const wait = since(total.waiting_since, now);
  const left = since(total.unanswered_since, now);
  const of = (what: What) => () => open({ what, name: t("board:all") });
  return (
    <dl className={styles.tiles}>
      <Tile
        name={t("board:waiting")}
        value={total.waiting}
        level={waitLevel(wait, targets)}
        note={wait === null ? t("board:nobody") : t("board:longest", { time: span(wait) })}
        open={of("waiting")}
      />
      <Tile
        name={t("board:in_service")}
        value={total.in_service}
        note={
          left === null
            ? t("board:all_answered")
            : t("board:unanswered.of", { count: total.unanswered, time: span(left) })
        }
        open={of("in_service")}
      />
      <Tile
        name={t("board:answered_in_time")}
        value={percentText(percentOf(total.first_answers_in_time, total.first_answers))}
        level={answeredLevel(total, targets)}
        note={t("board:target", { value: `${targets.answered_percent}%` })}
        open={of("late")}
      />
      <Tile
        name={t("board:abandoned")}
        value={total.abandoned}
        level={abandonedLevel(total, targets)}
        note={t("board:share", { value: percentText(abandonedShare(total)) })}
        open={of("abandoned")}
      />
      <Tile
        name={t("board:arrivals")}
        value={total.arrivals}
        note={t("board:answered.of", { count: total.answered })}
        open={of("arrivals")}
      />
      <Tile
        name={t("board:closed")}
        value={total.closed}
        note={t("board:today")}
        open={of("closed")}
      />
      <Tile
        name={t("board:acknowledged")}
        value={percentText(percentOf(total.acknowledged_in_time, total.acknowledged))}
        note={t("board:of", { count: total.acknowledged })}
      />
      <Tile
        name={t("board:csat")}
        value={percentText(percentOf(total.rated_good, total.rated))}
        level={csatLevel(total, targets)}
        note={t("board:rated", { count: total.rated })}
      />
    </dl>
  );
}
