import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useTeams } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import { rolesQuery } from "../api/queries";

/** Roles and teams of one person, as fields of a form. */
export function Membership() {
  const t = useT();
  const label = useLabel();
  const teams = useTeams();
  const { data: roles = [] } = useQuery(rolesQuery);
  return (
    <>
      <Form.Item
        name="role_ids"
        label={t("people:roles")}
        rules={[{ required: true, message: t("people:roles.required") }]}
      >
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={roles.map((role) => ({ value: role.id, label: label(role.name) }))}
        />
      </Form.Item>
      <Form.Item name="team_ids" label={t("people:teams")}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={teams.map((team) => ({ value: team.id, label: team.name }))}
        />
      </Form.Item>
    </>
  );
}
