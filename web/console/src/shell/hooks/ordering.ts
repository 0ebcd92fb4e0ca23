import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNotices } from "./notice";

type Row = { id: string };
type Options = {
  /** Where the rows are held. */
  key: QueryKey;
  /** Writes the new order of the rows that were given. */
  put: (ids: string[]) => Promise<unknown>;
  /** What is said once they stand elsewhere. */
  said: string;
};

/** The list with one entry somewhere else; null when nothing moves. */
export function moved(ids: string[], from: number, to: number): string[] | null {
  const [one] = ids.slice(from, from + 1);
  if (one === undefined || to < 0 || to >= ids.length || from === to) return null;
  const rest = ids.filter((_, place) => place !== from);
  rest.splice(to, 0, one);
  return rest;
}

/** All rows, with those that are named in this order where the first of them stood. */
export function inOrder<R extends Row>(rows: R[], ids: string[]): R[] {
  const named = ids.flatMap((id) => rows.find((one) => one.id === id) ?? []);
  const first = rows.findIndex(({ id }) => ids.includes(id));
  const others = rows.filter(({ id }) => !ids.includes(id));
  return [...others.slice(0, first), ...named, ...others.slice(first)];
}

/** Puts a row elsewhere among others: seen at once, taken back when refused, with a way back. */
export function useOrdering<R extends Row>({ key, put, said }: Options) {
  const client = useQueryClient();
  const notices = useNotices();
  const order = useMutation({
    mutationFn: put,
    onMutate: (ids) => {
      client.setQueryData(key, (held: R[] | undefined) => (held ? inOrder(held, ids) : held));
    },
    onError: notices.failed,
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
  });
  return (rows: R[], from: number, to: number) => {
    const before = rows.map(({ id }) => id);
    const ids = moved(before, from, to);
    if (!ids) return;
    order.mutate(ids, { onSuccess: () => notices.undoable(said, () => order.mutate(before)) });
  };
}
