import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Input, Select, Switch } from "antd";
import { api, unwrap } from "@/api/client";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { EditDrawer } from "@/shell/hooks/edit-drawer";
import { FormError } from "@/shell/hooks/form-error";
import { useLabel, useT } from "@/shell/hooks/text";
import {
  byModule,
  kindsQuery,
  type Webhook,
  type WebhookInput,
  type WebhookMade,
  webhooksQuery,
} from "../api/webhooks";

type Props = {
  /** The one to change; without it a new one is made. */
  row?: Webhook;
  close: () => void;
  done: (made: Webhook | WebhookMade) => void;
};

function KindsField() {
  const t = useT();
  const label = useLabel();
  const kinds = useQuery(kindsQuery);
  const about = new Map(kinds.data?.map((one) => [one.kind, one.text]));
  const options = byModule(kinds.data ?? []).map((group) => ({
    label: label(group.title),
    options: group.kinds.map((one) => ({ value: one.kind, label: one.kind })),
  }));
  return (
    <Form.Item name="kinds" label={t("webhooks:kinds")} extra={t("webhooks:kinds.hint")}>
      <Select
        mode="multiple"
        loading={kinds.isPending}
        placeholder={t("webhooks:kinds.all")}
        options={options}
        optionRender={(option) => (
          <>
            <div>{option.label}</div>
            <small style={{ color: "var(--muted)", whiteSpace: "normal" }}>
              {about.get(String(option.value))}
            </small>
          </>
        )}
        maxTagCount="responsive"
      />
    </Form.Item>
  );
}

/** A webhook to make or to change. */
export function WebhookDrawer({ row, close, done }: Props) {
  const t = useT();
  const [form] = Form.useForm<WebhookInput>();
  const url = Form.useWatch("url", form);
  const save = useEdit<WebhookInput, Webhook | WebhookMade>({
    act: (body) =>
      row
        ? unwrap(
            api.PUT("/api/webhooks/{webhook_id}", {
              params: { path: { webhook_id: row.id } },
              headers: ifMatch(row),
              body,
            }),
          )
        : unwrap(api.POST("/api/webhooks", { body })),
    refresh: webhooksQuery.queryKey,
    done,
  });
  return (
    <EditDrawer
      title={t(row ? "webhooks:edit" : "webhooks:add")}
      close={close}
      save={form.submit}
      saving={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={row ?? { name: "", url: "", kinds: [], on: true }}
        onFinish={({ name, url, kinds, on }) => save.mutate({ name, url, kinds, on })}
      >
        <Form.Item
          name="name"
          label={t("webhooks:name")}
          rules={[{ required: true, whitespace: true, message: t("webhooks:required") }]}
        >
          <Input maxLength={60} placeholder={t("webhooks:name.example")} />
        </Form.Item>
        <Form.Item
          name="url"
          label={t("webhooks:url")}
          extra={t("webhooks:url.hint")}
          rules={[
            { required: true, whitespace: true, message: t("webhooks:required") },
            { pattern: /^\s*https?:\/\/[^\s/]+/i, message: t("webhooks:url.wrong") },
          ]}
        >
          <Input maxLength={2000} inputMode="url" placeholder={t("webhooks:url.example")} />
        </Form.Item>
        {row && url !== undefined && url.trim() !== row.url && row.waiting > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t("webhooks:url.moved", { count: row.waiting })}
            style={{ marginBottom: 16 }}
          />
        )}
        <KindsField />
        <Form.Item name="on" label={t("webhooks:on")} valuePropName="checked">
          <Switch />
        </Form.Item>
        <FormError reason={save.error} />
      </Form>
    </EditDrawer>
  );
}
