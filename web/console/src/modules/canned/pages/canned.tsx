import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Tag } from "antd";
import { useState } from "react";
import { useShops, useTeams } from "@/shell/hooks/directory";
import { Endless } from "@/shell/hooks/endless";
import { useSettled } from "@/shell/hooks/settled";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { type Canned, cannedQuery, LEVELS, type Level, unchangedShare } from "../api/canned";
import styles from "../parts/canned.module.css";
import { CannedDrawer } from "../parts/canned-drawer";
import { CannedTable } from "../parts/canned-table";

function usePlaceOf(): (reply: Canned) => string {
  const t = useT();
  const teams = new Map(useTeams().map((team) => [team.id, team.name]));
  const shops = new Map(useShops().map((shop) => [shop.id, shop.name]));
  return (reply) => {
    if (reply.level === "team") return teams.get(reply.team_id ?? "") ?? t("canned:level.team");
    if (reply.level === "personal") return t("canned:level.personal");
    return shops.get(reply.shop_id ?? "") ?? t("canned:shop.all");
  };
}

function Line({ reply, open }: { reply: Canned; open: () => void }) {
  const t = useT();
  const format = useFormat();
  const placeOf = usePlaceOf();
  const share = unchangedShare(reply.used, reply.edited);
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <button type="button" className={`plain ${styles.name}`} onClick={open}>
          {reply.title}
        </button>{" "}
        {reply.shortcut && <code className={styles.code}>/{reply.shortcut}</code>}{" "}
        <Tag>{placeOf(reply)}</Tag>
        {reply.language === "en" && <Tag>{t("canned:language.en")}</Tag>}
        <p className={styles.text}>{reply.text}</p>
      </div>
      <div className={styles.figures}>
        {share === null ? (
          <span className={styles.quiet}>{t("canned:uses.none")}</span>
        ) : (
          <>
            <span>{t("canned:used", { count: reply.used, people: reply.people })}</span>
            <span className={styles.quiet}>{t("canned:uses.unchanged", { share })}</span>
            {reply.last_at && <span className={styles.quiet}>{format.short(reply.last_at)}</span>}
          </>
        )}
      </div>
    </li>
  );
}

/** Replies under their folders, in the order of the server. */
function Folders({ replies, open }: { replies: Canned[]; open: (reply: Canned) => void }) {
  const t = useT();
  const folders = [...new Set(replies.map((reply) => reply.folder))];
  return folders.map((folder) => (
    <Section key={folder} title={folder || t("canned:folder.none")}>
      <ul className={styles.list}>
        {replies
          .filter((reply) => reply.folder === folder)
          .map((reply) => (
            <Line key={reply.id} reply={reply} open={() => open(reply)} />
          ))}
      </ul>
    </Section>
  ));
}

/** 话术: what is said often, kept once; found in the composer by `/`. */
export default function CannedPage() {
  const t = useT();
  const [text, setText] = useState("");
  const [level, setLevel] = useState<Level | "all">("all");
  const [edited, setEdited] = useState<Canned | "new" | null>(null);
  const [table, setTable] = useState(false);
  const asked = useSettled(text.trim());
  const query = useInfiniteQuery(cannedQuery(asked, level));
  const empty = asked
    ? { title: t("canned:none.found") }
    : { title: t("canned:none"), hint: t("canned:none.hint") };
  return (
    <Page
      title={t("canned:title")}
      lead={t("canned:lead")}
      actions={
        <>
          <Button onClick={() => setTable(true)}>{t("canned:table")}</Button>{" "}
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("canned:add")}
          </Button>
        </>
      }
    >
      <div className={styles.filter}>
        <Input
          allowClear
          aria-label={t("canned:search")}
          placeholder={t("canned:search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Segmented<Level | "all">
          aria-label={t("canned:level")}
          value={level}
          onChange={setLevel}
          options={(["all", ...LEVELS] as const).map((value) => ({
            value,
            label: t(`canned:level.${value}`),
          }))}
        />
      </div>
      <Endless query={query} empty={empty} rows={6}>
        {(replies) => <Folders replies={replies} open={setEdited} />}
      </Endless>
      {edited && (
        <CannedDrawer
          key={edited === "new" ? "new" : edited.id}
          reply={edited === "new" ? null : edited}
          close={() => setEdited(null)}
        />
      )}
      {table && <CannedTable close={() => setTable(false)} />}
    </Page>
  );
}
