import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Customer, CustomerChange } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ["customer", id],
    queryFn: () =>
      unwrap(api.GET("/api/customers/{customer_id}", { params: { path: { customer_id: id } } })),
    staleTime: 30_000,
  });

export const timelineQuery = (id: string, limit: number) =>
  queryOptions({
    queryKey: ["timeline", id, limit],
    queryFn: () =>
      unwrap(
        api.GET("/api/customers/{customer_id}/timeline", {
          params: { path: { customer_id: id }, query: { limit } },
        }),
      ),
    staleTime: 15_000,
  });

type Edit = Pick<CustomerChange, "name" | "note" | "tags">;

/** Changes a customer's file, with a way back. */
export function useEditCustomer(id: string): (change: Edit) => Promise<unknown> {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const save = useMutation({
    mutationFn: (change: Edit) => {
      const held = client.getQueryData<Customer>(customerQuery(id).queryKey);
      return unwrap(
        api.PATCH("/api/customers/{customer_id}", {
          params: { path: { customer_id: id } },
          headers: held ? ifMatch(held) : {},
          body: change,
        }),
      );
    },
    onSuccess: (customer) => client.setQueryData(customerQuery(id).queryKey, customer),
    onError: (reason) => {
      notices.failed(reason);
      void client.invalidateQueries({ queryKey: customerQuery(id).queryKey });
    },
  });
  return (change) => {
    const held = client.getQueryData<Customer>(customerQuery(id).queryKey);
    return save.mutateAsync(change).then(
      () => {
        if (!held) return;
        const before = Object.fromEntries(
          Object.keys(change).map((key) => [key, held[key as keyof Customer]]),
        ) as Edit;
        notices.undoable(t("shell:saved"), () => save.mutate(before));
      },
      () => undefined,
    );
  };
}
