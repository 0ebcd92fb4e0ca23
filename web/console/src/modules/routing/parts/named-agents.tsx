import { CloseOutlined, UpOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { api, unwrap } from "@/api/client";
import type { CardProps } from "@/shell/contracts";
import { usePresences } from "@/shell/hooks/directory";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { PresenceDot } from "@/ui/presence";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import styles from "./rules.module.css";

const MOST = 10;

/** A key customer's own agent and the deputies, in the order they are asked (专属客服). */
export default function NamedAgents({ id }: CardProps) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const sentence = useSentence();
  const people = usePresences();
  const key = ["routing", "named", id];
  const path = { params: { path: { customer_id: id } } };
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => unwrap(api.GET("/api/routing/named-agents/{customer_id}", path)),
  });
  if (error) {
    return (
      <ErrorState
        title={t("shell:error.list")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!data) return <RowsSkeleton rows={1} />;
  const before = data.staff_ids;
  const put = (staff_ids: string[]) =>
    unwrap(
      api.PUT("/api/routing/named-agents/{customer_id}", { ...path, body: { staff_ids } }),
    ).then(() => client.setQueryData(key, { staff_ids }));
  const change = (next: string[]) => {
    put(next).then(
      () => notices.undoable(t("shell:saved"), () => void put(before).catch(notices.failed)),
      notices.failed,
    );
  };
  const free = people.filter((each) => !before.includes(each.staff_id));
  return (
    <div className={styles.people}>
      <ol>
        {before.map((staff, at) => {
          const person = people.find((each) => each.staff_id === staff);
          const name = person?.name ?? t("routing:gone");
          return (
            <li key={staff}>
              <span>
                {person && <PresenceDot status={person.status} />} {name}{" "}
                <span className={styles.quiet}>
                  {t(at === 0 ? "routing:named.first" : "routing:named.deputy")}
                </span>
              </span>
              {at > 0 && (
                <Button
                  size="small"
                  type="text"
                  icon={<UpOutlined />}
                  aria-label={t("routing:up", { name })}
                  onClick={() => {
                    const next = before.filter((each) => each !== staff);
                    next.splice(at - 1, 0, staff);
                    change(next);
                  }}
                />
              )}
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={t("routing:named.remove", { name })}
                onClick={() => change(before.filter((each) => each !== staff))}
              />
            </li>
          );
        })}
      </ol>
      {before.length < MOST && (
        <Select
          size="small"
          style={{ width: "100%" }}
          aria-label={t("routing:named.add")}
          placeholder={t(before.length === 0 ? "routing:named.choose" : "routing:named.add")}
          value={null}
          showSearch={{ optionFilterProp: "label" }}
          options={free.map((each) => ({ value: each.staff_id, label: each.name }))}
          onChange={(staff: string | null) => staff && change([...before, staff])}
        />
      )}
    </div>
  );
}
