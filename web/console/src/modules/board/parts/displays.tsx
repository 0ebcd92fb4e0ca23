import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useTeams } from "@/shell/hooks/directory";
import { useNotices } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import { displaysQuery } from "../api/board";
import styles from "./board.module.css";

/** Links that let a screen on the wall show the board without anybody signed in (大屏链接). */
export function Displays({ close }: { close: () => void }) {
  const t = useT();
  const format = useFormat();
  const notices = useNotices();
  const client = useQueryClient();
  const teams = useTeams();
  const { data } = useQuery(displaysQuery);
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const [made, setMade] = useState<string>();
  const refresh = () => client.invalidateQueries({ queryKey: displaysQuery.queryKey });
  const make = useMutation({
    mutationFn: () => unwrap(api.POST("/api/board/displays", { body: { name, team_ids: chosen } })),
    onSuccess: ({ token }) => {
      // Behind the hash: it reaches neither a server's log nor another page.
      setMade(`${location.origin}/console/wall#${token}`);
      setName("");
    },
    onSettled: refresh,
    onError: notices.failed,
  });
  const revoke = useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE("/api/board/displays/{link_id}", { params: { path: { link_id: id } } })),
    onSettled: refresh,
    onError: notices.failed,
  });
  return (
    <Modal open title={t("board:displays")} onCancel={close} footer={null}>
      <p className={styles.quiet}>{t("board:displays.lead")}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Input
          value={name}
          maxLength={200}
          aria-label={t("board:displays.name")}
          placeholder={t("board:displays.name")}
          onChange={(event) => setName(event.target.value)}
        />
        <Select
          mode="multiple"
          aria-label={t("board:teams")}
          placeholder={t("board:displays.teams")}
          value={chosen}
          onChange={setChosen}
          options={teams.map((each) => ({ value: each.id, label: each.name }))}
        />
        <Button htmlType="submit" type="primary" disabled={!name.trim()} loading={make.isPending}>
          {t("board:displays.make")}
        </Button>
      </form>
      {made && (
        <p className={styles.made_link}>
          <code>{made}</code>
          <Button
            size="small"
            onClick={() =>
              copyText(made).then(() => notices.done(t("board:displays.copied")), notices.failed)
            }
          >
            {t("board:displays.copy")}
          </Button>
          <span className={styles.quiet}>{t("board:displays.once")}</span>
        </p>
      )}
      <ul className={styles.alerts}>
        {data?.map((each) => (
          <li key={each.id} className={styles.seen}>
            <span className={styles.words}>
              {each.name}{" "}
              <span className={styles.quiet}>
                {each.made_by} · {format.short(each.made_at)}
              </span>
            </span>
            <Button size="small" danger onClick={() => revoke.mutate(each.id)}>
              {t("board:displays.revoke")}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
