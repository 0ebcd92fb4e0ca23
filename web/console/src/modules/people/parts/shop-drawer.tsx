import { Form, Input } from "antd";
import { api, unwrap } from "@/api/client";
import type { Shop } from "@/api/types";
import { shopsQuery } from "@/shell/hooks/directory";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { EditDrawer } from "@/shell/hooks/edit-drawer";
import { FormError, showFieldErrors } from "@/shell/hooks/form-error";
import { useT } from "@/shell/hooks/text";
import { HoursEditor, ZoneSelect } from "./hours-editor";
import styles from "./people.module.css";

const LINK = "https://";

const CONTACT = ["address", "map_url", "phone", "email"] as const;
type Contact = (typeof CONTACT)[number];
type Values = Pick<Shop, "name" | "code" | "time_zone" | "currency" | "hours" | Contact>;

/** A field left empty takes the value away. */
function contactOf(values: Values): Pick<Values, Contact> {
  const entries = CONTACT.map((name) => [name, values[name]?.trim() || null]);
  return Object.fromEntries(entries);
}

function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A shop's name, time zone, money, hours and how customers find it. */
export function ShopDrawer({ shop, close }: { shop: Shop | null; close: () => void }) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const zone = Form.useWatch("time_zone", form) ?? shop?.time_zone ?? zoneHere();
  const save = useEdit({
    act: (values: Values) => {
      const { code, ...rest } = {
        ...values,
        ...contactOf(values),
        hours: values.hours ?? null,
      };
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
        onFinish={(values) =>
          save.mutate(values, { onError: (reason) => showFieldErrors(form, reason) })
        }
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
        <fieldset className={styles.group}>
          <legend>{t("people:shop.contact")}</legend>
          <p className={styles.quiet}>{t("people:shop.contact.hint")}</p>
          <Form.Item name="address" label={t("people:shop.address")}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name="map_url" label={t("people:shop.map")}>
            <Input type="url" maxLength={1000} placeholder={LINK} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="phone"
            label={t("people:shop.phone")}
            extra={t("people:shop.phone.hint")}
          >
            <Input type="tel" maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="email" label={t("people:shop.email")}>
            <Input type="email" maxLength={320} autoComplete="off" />
          </Form.Item>
        </fieldset>
        <FormError reason={save.error} />
      </Form>
    </EditDrawer>
  );
}
