import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Button, Form, Input, Select } from "antd";
import { api, unwrap } from "@/api/client";
import type { Team } from "@/api/types";
import { useDelete } from "@/shell/hooks/bin";
import { teamsQuery, useShops, useTeams } from "@/shell/hooks/directory";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { EditDrawer } from "@/shell/hooks/edit-drawer";
import { FormError } from "@/shell/hooks/form-error";
import { useT } from "@/shell/hooks/text";
import { staffQuery } from "../api/queries";
import { HoursEditor } from "./hours-editor";

type Values = Pick<Team, "name" | "shop_id" | "line" | "coordinator_id" | "hours" | "member_ids">;

const NEW: Values = {
  name: "",
  shop_id: null,
  line: "",
  coordinator_id: null,
  hours: null,
  member_ids: [],
};

/** A team's name, shop, people and hours. */
export function TeamDrawer({ team, close }: { team: Team | null; close: () => void }) {
  const t = useT();
  const shops = useShops();
  const { data: staff = [] } = useQuery(staffQuery);
  const lines = [...new Set(useTeams().map((each) => each.line))].filter(Boolean);
  const everybody = staff.map((each) => ({ value: each.id, label: each.name || each.email }));
  const [form] = Form.useForm<Values>();
  const save = useEdit({
    act: (values: Values) => {
      const body = {
        ...values,
        shop_id: values.shop_id ?? null,
        coordinator_id: values.coordinator_id ?? null,
        hours: values.hours ?? null,
      };
      return team
        ? unwrap(
            api.PATCH("/api/teams/{team_id}", {
              params: { path: { team_id: team.id } },
              headers: ifMatch(team),
              body,
            }),
          )
        : unwrap(api.POST("/api/teams", { body }));
    },
    refresh: teamsQuery.queryKey,
    done: close,
  });
  const remove = useDelete({
    kind: "team",
    act: (id: string) =>
      unwrap(api.DELETE("/api/teams/{team_id}", { params: { path: { team_id: id } } })),
    refresh: teamsQuery.queryKey,
    done: close,
  });
  return (
    <EditDrawer
      title={team?.name ?? t("people:team.add")}
      close={close}
      save={form.submit}
      saving={save.isPending}
      extra={
        team && (
          <Button danger onClick={() => remove.mutate({ id: team.id, name: team.name })}>
            {t("shell:delete")}
          </Button>
        )
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={team ?? NEW}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item
          name="name"
          label={t("people:team.name")}
          rules={[{ required: true, message: t("people:name.required") }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="shop_id" label={t("people:shop")}>
          <Select
            allowClear
            placeholder={t("people:shop.any")}
            options={shops.map((shop) => ({ value: shop.id, label: shop.name }))}
          />
        </Form.Item>
        <Form.Item name="line" label={t("people:team.line")} extra={t("people:team.line.hint")}>
          <AutoComplete
            options={lines.map((line) => ({ value: line }))}
            showSearch={{ filterOption: true }}
            maxLength={60}
          />
        </Form.Item>
        <Form.Item
          name="coordinator_id"
          label={t("people:team.coordinator")}
          extra={t("people:team.coordinator.hint")}
        >
          <Select allowClear showSearch={{ optionFilterProp: "label" }} options={everybody} />
        </Form.Item>
        <Form.Item name="member_ids" label={t("people:members")}>
          <Select mode="multiple" optionFilterProp="label" options={everybody} />
        </Form.Item>
        <Form.Item name="hours" label={t("people:hours")} extra={t("people:hours.hint")}>
          <HoursEditor zone={shops[0]?.time_zone ?? "Asia/Shanghai"} />
        </Form.Item>
        <FormError reason={save.error ?? remove.error} />
      </Form>
    </EditDrawer>
  );
}
