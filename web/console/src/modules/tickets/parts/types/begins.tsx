import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { api, unwrap } from "@/api/client";
import { useCan } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";

/** The procedure that begins by itself with a new ticket of a type. */
export function Begins() {
  const t = useT();
  const label = useLabel();
  const allowed = useCan()("procedures.see");
  const { data = [] } = useQuery({
    queryKey: ["procedures", "list"],
    queryFn: () => unwrap(api.GET("/api/procedures")),
    enabled: allowed,
  });
  return (
    <Form.Item
      name="procedure_code"
      label={t("tickets:types.procedure")}
      extra={t("tickets:types.procedure.hint")}
    >
      <Select
        allowClear
        disabled={!allowed}
        placeholder={t("tickets:types.procedure.none")}
        showSearch={{ optionFilterProp: "label" }}
        options={data
          .filter(({ about }) => about.length === 0 || about.includes("ticket"))
          .map(({ code, name }) => ({ value: code, label: label(name) }))}
      />
    </Form.Item>
  );
}
