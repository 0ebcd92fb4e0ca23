import { Alert, Button, Drawer, Form, Switch, TreeSelect } from "antd";
import { useState } from "react";
import type { Labels } from "@/api/types";
import { useDelete } from "@/shell/hooks/bin";
import { useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { TextPair } from "@/ui/text-pair";
import {
  changeCategory,
  choicesOf,
  deleteCategory,
  flat,
  makeCategory,
  treeOf,
  useCategories,
} from "../api/categories";
import { type Category, KNOWLEDGE } from "../api/shapes";
import styles from "./tree.module.css";

type Props = { category: Category | null; under: string | null; close: () => void };
type Values = { name: Labels; active: boolean };

/** One category: its names, whether what is in it is found, and where that goes with it. */
export function CategoryDrawer({ category, under, close }: Props) {
  const t = useT();
  const label = useLabel();
  const phone = usePhone();
  const sentence = useSentence();
  const tree = treeOf(useCategories());
  const [into, setInto] = useState<string | undefined>();
  const [form] = Form.useForm<Values>();
  const save = useEdit({
    act: ({ name, active }: Values) =>
      category
        ? changeCategory(category, { name, active })
        : makeCategory({ parent_id: under, name }),
    refresh: KNOWLEDGE,
    done: close,
  });
  const remove = useDelete({
    kind: "article_category",
    act: (id) => deleteCategory(id, into),
    refresh: KNOWLEDGE,
    done: close,
  });
  const branch = flat(tree).find((one) => one.category.id === category?.id);
  const full = branch !== undefined && (branch.all > 0 || branch.children.length > 0);
  const below = new Set(branch ? flat([branch]).map((one) => one.category.id) : []);
  const choices = choicesOf(tree, label, below);
  return (
    <Drawer
      open
      size={phone ? "100%" : 440}
      title={category ? label(category.name) : t("knowledge:categories.add")}
      onClose={close}
      footer={
        <div className={styles.foot}>
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            {t("shell:save")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
          <span className={styles.space} />
          {category && (
            <Button
              danger
              disabled={full && !into}
              onClick={() => remove.mutate({ id: category.id, name: label(category.name) })}
            >
              {t("shell:delete")}
            </Button>
          )}
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={category ?? { name: {}, active: true }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item
          name="name"
          label={t("knowledge:categories.name")}
          rules={[{ required: true, message: t("knowledge:categories.required") }]}
        >
          <TextPair title={t("knowledge:categories.name")} />
        </Form.Item>
        {category && (
          <Form.Item
            name="active"
            label={t("knowledge:categories.active")}
            extra={t("knowledge:categories.active.hint")}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
        )}
        {full && (
          <Form.Item
            label={t("knowledge:categories.into")}
            extra={t("knowledge:categories.into.hint")}
          >
            <TreeSelect
              allowClear
              treeDefaultExpandAll
              aria-label={t("knowledge:categories.into")}
              value={into}
              treeData={choices}
              onChange={(value: string | undefined) => setInto(value)}
            />
          </Form.Item>
        )}
        {save.error && <Alert type="error" showIcon title={sentence(save.error)} />}
      </Form>
    </Drawer>
  );
}
