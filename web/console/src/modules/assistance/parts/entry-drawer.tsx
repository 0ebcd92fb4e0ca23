import { Alert, Button, Drawer, Form, Input, Segmented, Select, Switch } from "antd";
import { api, unwrap } from "@/api/client";
import { useDelete } from "@/shell/hooks/bin";
import { useShops } from "@/shell/hooks/directory";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { type Entry, type EntryInput, KINDS, SEVERITIES, WORDING } from "../api/wording";
import styles from "./wording.module.css";

type Props = { entry: Entry | null; close: () => void };

const NEW: EntryInput = {
  shop_id: null,
  kind: "banned",
  severity: "warns",
  language: "zh-CN",
  phrases: [],
  exceptions: [],
  instead: "",
  advice: "",
  active: true,
};

function Fields({ isNew }: { isNew: boolean }) {
  const t = useT();
  const shops = useShops().map((shop) => ({ value: shop.id, label: shop.name }));
  const severity = Form.useWatch("severity") as EntryInput["severity"];
  return (
    <>
      <Form.Item
        name="phrases"
        label={t("assistance:phrases")}
        extra={t("assistance:phrases.hint")}
        rules={[{ required: true, message: t("assistance:required") }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={["/", "|", "\n"]} />
      </Form.Item>
      <Form.Item
        name="exceptions"
        label={t("assistance:exceptions")}
        extra={t("assistance:exceptions.hint")}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={["/", "|", "\n"]} />
      </Form.Item>
      <Form.Item
        name="severity"
        label={t("assistance:severity")}
        extra={severity && t(`assistance:severity.${severity}.hint`)}
      >
        <Segmented
          options={SEVERITIES.map((value) => ({ value, label: t(`assistance:severity.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="instead"
        label={t("assistance:instead")}
        extra={t("assistance:instead.hint")}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="advice" label={t("assistance:advice")} extra={t("assistance:advice.hint")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={300} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="kind" label={t("assistance:kind")}>
          <Select
            options={KINDS.map((value) => ({ value, label: t(`assistance:kind.${value}`) }))}
          />
        </Form.Item>
        {isNew && (
          <Form.Item name="shop_id" label={t("assistance:shop")}>
            <Select options={shops} allowClear placeholder={t("assistance:shop.all")} />
          </Form.Item>
        )}
        <Form.Item name="language" label={t("assistance:language")}>
          <Segmented
            options={[
              { value: "zh-CN", label: t("assistance:language.zh-CN") },
              { value: "en", label: t("assistance:language.en") },
            ]}
          />
        </Form.Item>
        <Form.Item name="active" label={t("assistance:active")} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
    </>
  );
}

function useSave(entry: Entry | null, done: () => void) {
  return useEdit({
    act: (values: EntryInput) => {
      const { shop_id, ...rest } = { ...NEW, ...values };
      return entry
        ? unwrap(
            api.PATCH("/api/wording/{entry_id}", {
              params: { path: { entry_id: entry.id } },
              headers: ifMatch(entry),
              body: rest,
            }),
          )
        : unwrap(api.POST("/api/wording", { body: { ...rest, shop_id: shop_id ?? null } }));
    },
    refresh: WORDING,
    done,
  });
}

/** One entry of the list: the words, what is no fault, what to say instead. */
export function EntryDrawer({ entry, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const [form] = Form.useForm<EntryInput>();
  const save = useSave(entry, close);
  const remove = useDelete({
    kind: "wording_entry",
    act: (id) =>
      unwrap(api.DELETE("/api/wording/{entry_id}", { params: { path: { entry_id: id } } })),
    refresh: WORDING,
    done: close,
  });
  const name = entry?.phrases[0] ?? "";
  const foot = (
    <div className={styles.foot}>
      <Button type="primary" loading={save.isPending} onClick={form.submit}>
        {t("shell:save")}
      </Button>
      <Button onClick={close}>{t("shell:cancel")}</Button>
      <span className={styles.space} />
      {entry && !entry.shipped && (
        <Button danger onClick={() => remove.mutate({ id: entry.id, name })}>
          {t("shell:delete")}
        </Button>
      )}
    </div>
  );
  const frozen = entry !== null && !entry.may_edit;
  return (
    <Drawer
      open
      size={560}
      title={name || t("assistance:add")}
      onClose={close}
      footer={frozen ? null : foot}
    >
      {frozen && <Alert type="info" title={t("assistance:frozen")} style={{ marginBottom: 16 }} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={frozen}
        initialValues={entry ?? NEW}
        onFinish={(values) => save.mutate(values)}
      >
        <Fields isNew={entry === null} />
        {save.error && <Alert type="error" showIcon title={sentence(save.error)} />}
      </Form>
    </Drawer>
  );
}
