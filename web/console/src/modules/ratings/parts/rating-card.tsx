import { StarOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { api, unwrap } from "@/api/client";
import type { CardProps } from "@/shell/contracts";
import { useNotices } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { RATINGS, stateQuery } from "../api/ratings";
import styles from "./ratings.module.css";

/** How the customer rates this conversation, or a way to ask them (邀请评价). */
export default function RatingCard({ id }: CardProps) {
  const t = useT();
  const format = useFormat();
  const allowed = useCan();
  const notices = useNotices();
  const client = useQueryClient();
  const { data, error } = useQuery(stateQuery(id));
  const invite = useMutation({
    mutationFn: () =>
      unwrap(api.POST("/api/ratings/invitations", { body: { conversation_id: id } })),
    onSuccess: () => notices.done(t("ratings:invited")),
    onError: notices.failed,
    onSettled: () => client.invalidateQueries({ queryKey: RATINGS }),
  });
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={1} />;
  if (data.score !== null) {
    return (
      <>
        <p className={styles.score}>
          {data.score}
          <span className={styles.quiet}>/{data.high}</span>
        </p>
        {data.comment && <p className={styles.comment}>{data.comment}</p>}
      </>
    );
  }
  if (data.asked_at) {
    return (
      <p className={styles.quiet}>
        {t("ratings:asked", { at: `${format.day(data.asked_at)} ${format.time(data.asked_at)}` })}
      </p>
    );
  }
  if (!allowed("surveys.invite")) return <p className={styles.quiet}>{t("ratings:not.asked")}</p>;
  return (
    <Button
      size="small"
      icon={<StarOutlined />}
      loading={invite.isPending}
      onClick={() => invite.mutate()}
    >
      {t("ratings:invite")}
    </Button>
  );
}
