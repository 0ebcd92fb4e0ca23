import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form, Input, type InputRef, Segmented, Select } from "antd";
import { useRef } from "react";
import { api, unwrap } from "@/api/client";
import { useDelete } from "@/shell/hooks/bin";
import { useShops, useTeams } from "@/shell/hooks/directory";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { Readers } from "@/shell/hooks/readers";
import { useCan } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";
import { CANNED, type Canned, type CannedInput, variablesQuery } from "../api/canned";
import styles from "./canned.module.css";
import { Uses } from "./uses";

type Props = { reply: Canned | null; close: () => void };
type TextRef = InputRef & { resizableTextArea?: { textArea: HTMLTextAreaElement } };

const NEW: CannedInput = {
  level: "personal",
  team_id: null,
  shop_id: null,
  language: "zh-CN",
  folder: "",
  title: "",
  shortcut: "",
  text: "",
};

/** Where a new reply belongs; only levels I may keep are offered. */
function Place() {
  const t = useT();
  const allowed = useCan();
  const teams = useTeams().map((team) => ({ value: team.id, label: team.name }));
  const shops = useShops().map((shop) => ({ value: shop.id, label: shop.name }));
  const level = Form.useWatch("level") as CannedInput["level"];
  if (!allowed("conversations.manage_canned")) return null;
  return (
    <>
      <Form.Item name="level" label={t("canned:level")}>
        <Segmented
          options={(["personal", "team", "shop"] as const).map((value) => ({
            value,
            label: t(`canned:level.${value}`),
          }))}
        />
      </Form.Item>
      {level === "team" && (
        <Form.Item
          name="team_id"
          label={t("canned:level.team")}
          rules={[{ required: true, message: t("canned:required") }]}
        >
          <Select options={teams} />
        </Form.Item>
      )}
      {level === "shop" && (
        <Form.Item name="shop_id" label={t("canned:level.shop")}>
          <Select options={shops} allowClear placeholder={t("canned:shop.all")} />
        </Form.Item>
      )}
    </>
  );
}

function Variables({ insert }: { insert: (name: string) => void }) {
  const label = useLabel();
  const { data = [] } = useQuery(variablesQuery);
  return (
    <div className={styles.variables}>
      {data.map((each) => (
        <button
          key={each.name.en}
          type="button"
          title={label(each.description)}
          onClick={() => insert(label(each.name))}
        >
          {`{${label(each.name)}}`}
        </button>
      ))}
    </div>
  );
}

/** The server refuses what must not be kept; nothing is asked before. */
const nobodyAsks = () => () => undefined;

function Fields({ isNew }: { isNew: boolean }) {
  const t = useT();
  const form = Form.useFormInstance<CannedInput>();
  const area = useRef<TextRef>(null);
  const words: string = Form.useWatch("text") ?? "";
  const shop: string | null | undefined = Form.useWatch("shop_id");
  const needed = [{ required: true, whitespace: true, message: t("canned:required") }];
  const insert = (name: string) => {
    const text = form.getFieldValue("text") ?? "";
    const element = area.current?.resizableTextArea?.textArea;
    const at = element?.selectionStart ?? text.length;
    form.setFieldValue("text", `${text.slice(0, at)}{${name}}${text.slice(at)}`);
    element?.focus();
  };
  return (
    <>
      {isNew && <Place />}
      <Form.Item name="title" label={t("canned:name")} rules={needed}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="text" label={t("canned:text")} rules={needed}>
        <Input.TextArea
          ref={area as never}
          autoSize={{ minRows: 4, maxRows: 12 }}
          maxLength={4000}
        />
      </Form.Item>
      <Form.Item noStyle>
        <Readers
          conversation={null}
          shop={shop ?? null}
          text={words ?? ""}
          replace={(from, to, piece) =>
            form.setFieldValue("text", `${words.slice(0, from)}${piece}${words.slice(to)}`)
          }
          select={(from, to) => {
            const element = area.current?.resizableTextArea?.textArea;
            element?.focus();
            element?.setSelectionRange(from, to);
          }}
          listen={nobodyAsks}
        />
      </Form.Item>
      <Form.Item label={t("canned:variables")} extra={t("canned:variables.hint")}>
        <Variables insert={insert} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="folder" label={t("canned:folder")}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item
          name="shortcut"
          label={t("canned:shortcut")}
          extra={t("canned:shortcut.hint")}
          rules={[{ pattern: /^[^\s/]*$/, message: t("canned:shortcut.bad") }]}
        >
          <Input maxLength={20} />
        </Form.Item>
      </div>
      <Form.Item name="language" label={t("canned:language")} extra={t("canned:language.hint")}>
        <Segmented
          options={[
            { value: "zh-CN", label: t("canned:language.zh-CN") },
            { value: "en", label: t("canned:language.en") },
          ]}
        />
      </Form.Item>
    </>
  );
}

/** One canned reply (话术): its words, and who uses it. */
export function CannedDrawer({ reply, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const [form] = Form.useForm<CannedInput>();
  const save = useEdit({
    act: (values: CannedInput) => {
      const { language, folder, title, shortcut, text } = values;
      return reply
        ? unwrap(
            api.PATCH("/api/canned-replies/{reply_id}", {
              params: { path: { reply_id: reply.id } },
              headers: ifMatch(reply),
              body: { language, folder, title, shortcut, text },
            }),
          )
        : unwrap(api.POST("/api/canned-replies", { body: { ...NEW, ...values } }));
    },
    refresh: CANNED,
    done: close,
  });
  const remove = useDelete({
    kind: "canned_reply",
    act: (id) =>
      unwrap(api.DELETE("/api/canned-replies/{reply_id}", { params: { path: { reply_id: id } } })),
    refresh: CANNED,
    done: close,
  });
  const frozen = reply !== null && !reply.may_edit;
  const foot = (
    <div style={{ display: "flex", gap: 8 }}>
      <Button type="primary" loading={save.isPending} onClick={form.submit}>
        {t("shell:save")}
      </Button>
      <Button onClick={close}>{t("shell:cancel")}</Button>
      <span style={{ flex: 1 }} />
      {reply && (
        <Button danger onClick={() => remove.mutate({ id: reply.id, name: reply.title })}>
          {t("shell:delete")}
        </Button>
      )}
    </div>
  );
  return (
    <Drawer
      open
      size={560}
      title={reply?.title ?? t("canned:add")}
      onClose={close}
      footer={frozen ? null : foot}
    >
      {frozen ? (
        <>
          <Alert type="info" title={t("canned:frozen")} style={{ marginBottom: 16 }} />
          <p className={styles.whole}>{reply.text}</p>
          <p className={styles.quiet}>
            {[reply.folder, reply.shortcut && `/${reply.shortcut}`].filter(Boolean).join(" · ")}
          </p>
        </>
      ) : (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={reply ?? NEW}
          onFinish={(values) => save.mutate(values)}
        >
          <Fields isNew={reply === null} />
          {save.error && <Alert type="error" showIcon title={sentence(save.error)} />}
        </Form>
      )}
      {reply && !frozen && <Uses id={reply.id} />}
    </Drawer>
  );
}
