import { api, unwrap } from "@/api/client";
import type { Customer, FieldValue } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";
import { useFieldSaving } from "@/shell/hooks/field-saving";
import { customerQuery } from "./customer";

/** Fills in one custom field of a customer. */
export function useFillIn(id: string): (code: string, value: FieldValue) => Promise<void> {
  return useFieldSaving<Customer>({
    key: customerQuery(id).queryKey,
    patch: (fields, held) =>
      unwrap(
        api.PATCH("/api/customers/{customer_id}", {
          params: { path: { customer_id: id } },
          headers: held ? ifMatch(held) : {},
          body: { fields },
        }),
      ),
  });
}
