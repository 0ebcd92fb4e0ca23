import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { CardProps } from "@/shell/contracts";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { visitsQuery } from "../api/visits";
import { Visit } from "./visit";

/** A customer's visits, the latest first; nothing where nothing was recorded. */
export default function VisitsCard({ id }: CardProps) {
  const t = useT();
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(visitsQuery(id));
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={3} />;
  const visits = data.pages.flatMap((page) => page.items);
  if (visits.length === 0) return <span data-nothing hidden />;
  return (
    <>
      {visits.map((visit) => (
        <Visit key={visit.id} visit={visit} />
      ))}
      {hasNextPage && (
        <Button size="small" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t("visits:earlier")}
        </Button>
      )}
    </>
  );
}
