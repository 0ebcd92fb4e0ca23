import type { Customer } from "@/api/types";
import { FieldList } from "@/shell/hooks/field-list";
import { useFields } from "@/shell/hooks/fields";
import { useCan } from "@/shell/hooks/session";
import { useFillIn } from "../api/fields";

type Props = { customer: Customer; editable: boolean };

/** What the shop itself wants to know of a customer, filled in where it stands (自定义字段). */
export function CustomFields({ customer, editable }: Props) {
  const sensitive = useCan()("customers.fields.sensitive");
  // An empty personal field is nothing to whoever may neither see nor fill it in.
  const fields = useFields("customer").filter(
    ({ personal, code }) => !personal || sensitive || customer.masked_fields.includes(code),
  );
  const fillIn = useFillIn(customer.id);
  if (fields.length === 0) return null;
  return (
    <FieldList
      fields={fields}
      values={customer.fields}
      masked={customer.masked_fields}
      editable={editable}
      save={fillIn}
    />
  );
}
