import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useEffect, useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Summary } from "@/api/types";
import { useTeams } from "@/shell/hooks/directory";
import { useLiveGeneration } from "@/shell/hooks/live";
import { useSentence } from "@/shell/hooks/notice";
import { useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { younger } from "../../api/state";
import { useHeld } from "../../api/store";
import { tagsQuery } from "../../api/tags";
import { partOf } from "../../api/together";
import styles from "./list.module.css";
import { useSubjectNames } from "./mine";
import { Row } from "./row";

const EVERY = 20_000;

type Props = { box: "mentions" | "all" | "closed"; chosen: string | undefined };

/** Those in which I take part now, as frames have told since the list was read. */
function withMe(listed: Summary[], held: Record<string, Summary>, me: string): Summary[] {
  const known = new Map(listed.map((row) => [row.id, younger(held[row.id], row)]));
  for (const row of Object.values(held)) known.set(row.id, younger(known.get(row.id), row));
  return [...known.values()]
    .filter((row) => partOf(row, me) !== undefined)
    .sort((a, b) => b.id.localeCompare(a.id));
}

/** Conversations of everybody I may read, newest first, page by page. */
export default function Everything({ box, chosen }: Props) {
  const t = useT();
  const sentence = useSentence();
  const me = useMe();
  const teams = useTeams();
  const subject = useSubjectNames();
  const generation = useLiveGeneration();
  const held = useHeld((state) => state.summaries);
  const [team, setTeam] = useState<string | undefined>(undefined);
  const [tag, setTag] = useState<string | undefined>(undefined);
  const { data: tags = [] } = useQuery(tagsQuery);
  const query = useInfiniteQuery({
    queryKey: ["conversations", box, team ?? null, tag ?? null],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/conversations", {
          params: {
            query: {
              box,
              limit: 40,
              ...(team ? { team_id: team } : {}),
              ...(tag ? { tag } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // Others' new conversations are not pushed to everybody.
    refetchInterval: box === "closed" ? false : EVERY,
  });
  const { refetch } = query;
  useEffect(() => {
    if (generation > 1) void refetch();
  }, [generation, refetch]);
  const listed = (query.data?.pages ?? []).flatMap((page) => page.items);
  const fits = (row: Summary) =>
    (!team || row.team_id === team) && (!tag || row.tags.includes(tag));
  const rows = box === "mentions" ? withMe(listed, held, me.id).filter(fits) : listed;
  return (
    <>
      <div className={styles.filters}>
        <Select
          allowClear
          aria-label={t("conversations:team")}
          placeholder={t("conversations:team.any")}
          className={styles.filter}
          value={team ?? null}
          onChange={(next) => setTeam(next ?? undefined)}
          options={teams.map((each) => ({ value: each.id, label: each.name }))}
        />
        {tags.length > 0 && (
          <Select
            allowClear
            showSearch
            aria-label={t("conversations:tags")}
            placeholder={t("conversations:tags.any")}
            className={styles.filter}
            value={tag ?? null}
            onChange={(next) => setTag(next ?? undefined)}
            options={tags.map((value) => ({ value, label: value }))}
          />
        )}
      </div>
      {query.isPending && <RowsSkeleton rows={8} avatar />}
      {query.isError && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(query.error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {query.isSuccess && rows.length === 0 && (
        <EmptyState title={t(`conversations:box.${box}.none`)} />
      )}
      <ul>
        {rows.map((row) => (
          <Row
            key={row.id}
            box={box}
            summary={younger(held[row.id], row)}
            active={row.id === chosen}
            subject={subject(row.subject_id)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className={styles.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("shell:more")}
          </Button>
        </div>
      )}
    </>
  );
}
