import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useSubjects } from "@/shell/hooks/directory";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import type { Rating } from "../api/ratings";
import styles from "./ratings.module.css";

/** One rating: the score, the words, whom it was for, and the way to the conversation. */
export function RatingRow({ rating }: { rating: Rating }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const subjects = useSubjects();
  const subject = label(subjects.find((each) => each.id === rating.subject_id)?.name);
  const tone = rating.low ? styles.low : rating.good ? styles.good : "";
  const about = [rating.staff_name, rating.team_name, subject].filter(Boolean).join(" · ");
  return (
    <li className={styles.row}>
      <p className={`${styles.score} ${tone}`}>
        {rating.score}
        <span className={styles.quiet}>/{rating.high}</span>
      </p>
      <div>
        {rating.comment && <p className={styles.comment}>{rating.comment}</p>}
        <p>
          <Link to={`/conversations/${rating.conversation_id}?box=all` as never}>
            {rating.conversation_ref}
          </Link>{" "}
          {rating.customer_name} {rating.low && <Tag color="error">{t("ratings:low")}</Tag>}
          {rating.via === "mail" && <Tag>{t("ratings:mail")}</Tag>}
        </p>
        <p className={styles.quiet}>
          {about}
          {about && " · "}
          <time dateTime={rating.answered_at}>
            {format.day(rating.answered_at)} {format.time(rating.answered_at)}
          </time>
        </p>
      </div>
    </li>
  );
}
