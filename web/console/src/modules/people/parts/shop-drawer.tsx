import { Form, Input } from "antd";
import { api, unwrap } from "@/api/client";
import type { Shop } from "@/api/types";
import { shopsQuery } from "@/shell/hooks/directory";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useT } from "@/shell/hooks/text";
import { EditDrawer } from "./edit-drawer";
import { FormError } from "./form-error";
import { HoursEditor, ZoneSelect } from "./hours-editor";

type Values = Pick<Shop, "name" | "code" | "time_zone" | "currency" | "hours">;

function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A shop's name, time zone, money and hours. */
export function ShopDrawer({ shop, close }: { shop: Shop | null; close: () => void }) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const zone = Form.useWatch("time_zone", form) ?? shop?.time_zone ?? zoneHere();
  const save = useEdit({
    act: (values: Values) => {
      const { code, ...rest } = { ...values, hours: values.hours ?? null };
      return shop
        ? unwrap(
            api.PATCH("/api/shops/{shop_id}", {
              params: { path: { shop_id: shop.id } },
              headers: ifMatch(shop),
              body: rest,
            }),
          )
        : unwrap(api.POST("/api/shops", { body: { ...rest, code } }));
    },
    refresh: shopsQuery.queryKey,
    done: close,
  });
  const required = { required: true, message: t("people:required") };
  return (
    <EditDrawer
      title={shop?.name ?? t("people:shop.add")}
      close={close}
      save={form.submit}
      saving={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          shop ?? { name: "", code: "", time_zone: zoneHere(), currency: "CNY", hours: null }
        }
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="name" label={t("people:shop.name")} rules={[required]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="code"
          label={t("people:shop.code")}
          extra={t("people:shop.code.hint")}
          rules={[required]}
        >
          <Input disabled={shop !== null} />
        </Form.Item>
        <Form.Item name="time_zone" label={t("people:time_zone")} rules={[required]}>
          <ZoneSelect />
        </Form.Item>
        <Form.Item name="currency" label={t("people:currency")} rules={[required]}>
          <Input maxLength={3} style={{ width: 96 }} />
        </Form.Item>
        <Form.Item name="hours" label={t("people:hours")}>
          <HoursEditor zone={zone} />
        </Form.Item>
        <FormError reason={save.error} />
      </Form>
    </EditDrawer>
  );
}
