import { Button, Drawer, Form, Input, InputNumber, Popconfirm, Select, Switch } from "antd";
import type { Invitation, InvitationInput } from "@/api/types";
import { useShops } from "@/shell/hooks/directory";
import { useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useLanguage, useT } from "@/shell/hooks/text";
import { LANGUAGE_NAMES, TextPair } from "@/ui/text-pair";
import { asInput, deleteInvitation, KEY, saveInvitation } from "../api/invitations";
import styles from "./invitations.module.css";
import { Preview } from "./preview";
import { TriggerFields } from "./trigger-fields";

const FRESH: InvitationInput = {
  name: "",
  active: true,
  shop_id: null,
  trigger: "time",
  threshold: 30,
  event: "",
  page: "",
  language: null,
  only_open: true,
  talked_days: 1,
  priority: 0,
  words: { "zh-CN": "", en: "" },
};

type Props = { rule: Invitation | null; close: () => void };

/** One invitation: what it waits for, for whom, and the words, shown as a visitor sees them. */
export function InvitationDrawer({ rule, close }: Props) {
  const t = useT();
  const language = useLanguage();
  const sentence = useSentence();
  const shops = useShops();
  const [form] = Form.useForm<InvitationInput>();
  const words = Form.useWatch<InvitationInput["words"]>("words", form);
  const save = useEdit({
    act: (values: InvitationInput) =>
      saveInvitation(rule, { ...FRESH, ...(rule ? asInput(rule) : {}), ...values }),
    refresh: KEY,
    done: close,
  });
  const remove = useEdit({ act: deleteInvitation, refresh: KEY, done: close });
  const both = (_: unknown, value: InvitationInput["words"] | undefined) =>
    value?.["zh-CN"]?.trim() && value.en?.trim()
      ? Promise.resolve()
      : Promise.reject(new Error(t("invitations:words.both")));
  return (
    <Drawer
      open
      title={t(rule ? "invitations:edit" : "invitations:add")}
      size={520}
      onClose={close}
      footer={
        <div className={styles.footer}>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {t("shell:save")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
          {rule && (
            <Popconfirm
              title={t("invitations:delete.sure")}
              okText={t("invitations:delete")}
              cancelText={t("shell:cancel")}
              onConfirm={() => remove.mutate(rule.id)}
            >
              <Button danger type="text" className={styles.last ?? ""}>
                {t("invitations:delete")}
              </Button>
            </Popconfirm>
          )}
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={rule ? asInput(rule) : FRESH}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="name" label={t("invitations:name")} rules={[{ required: true }]}>
          <Input maxLength={200} placeholder={t("invitations:name.example")} />
        </Form.Item>
        <TriggerFields />
        <Form.Item
          name="words"
          label={t("invitations:words")}
          required
          rules={[{ validator: both }]}
        >
          <TextPair title={t("invitations:words")} lines={2} />
        </Form.Item>
        <Preview
          words={words?.[language === "en" ? "en" : "zh-CN"] ?? ""}
          launcher={t("invitations:launcher")}
        />
        <Form.Item name="page" label={t("invitations:page")} extra={t("invitations:page.hint")}>
          <Input maxLength={200} placeholder="/cart" />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="shop_id" label={t("invitations:shop")}>
            <Select
              allowClear
              placeholder={t("invitations:shop.all")}
              options={shops.map((shop) => ({ value: shop.id, label: shop.name }))}
              onClear={() => form.setFieldValue("shop_id", null)}
            />
          </Form.Item>
          <Form.Item name="language" label={t("invitations:language")}>
            <Select
              allowClear
              placeholder={t("invitations:language.all")}
              options={Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }))}
              onClear={() => form.setFieldValue("language", null)}
            />
          </Form.Item>
          <Form.Item name="talked_days" label={t("invitations:talked")}>
            <InputNumber min={0} max={365} precision={0} />
          </Form.Item>
          <Form.Item name="priority" label={t("invitations:priority")}>
            <InputNumber min={-100} max={100} precision={0} />
          </Form.Item>
        </div>
        <Form.Item name="only_open" label={t("invitations:only_open")} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="active" label={t("invitations:active")} valuePropName="checked">
          <Switch />
        </Form.Item>
        {save.error && <p className={styles.wrong}>{sentence(save.error)}</p>}
      </Form>
    </Drawer>
  );
}
