import { useMutation } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Segmented, TreeSelect } from "antd";
import { useGo } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { makeArticle, useShowArticle } from "../api/articles";
import { choicesOf, treeOf, useCategories } from "../api/categories";
import type { ArticleInput } from "../api/shapes";

type Props = { title: string; category: string | undefined; close: () => void };
type Values = Pick<ArticleInput, "title" | "kind" | "audience" | "locale" | "category_id">;

/** Begins an article (新建): the question it answers; everything else comes in the editor. */
export function NewDialog({ title, category, close }: Props) {
  const t = useT();
  const go = useGo();
  const label = useLabel();
  const sentence = useSentence();
  const show = useShowArticle();
  const tree = treeOf(useCategories());
  const [form] = Form.useForm<Values>();
  const make = useMutation({
    mutationFn: (values: Values) =>
      makeArticle({ ...values, category_id: values.category_id ?? null } as ArticleInput),
    onSuccess: (article) => {
      show(article);
      go(`/knowledge/articles/${article.id}/edit`, { replace: true });
    },
  });
  const either = (key: "kind" | "audience" | "locale", values: string[]) => (
    <Form.Item name={key} label={t(`knowledge:${key}`)}>
      <Segmented
        options={values.map((value) => ({ value, label: t(`knowledge:${key}.${value}`) }))}
      />
    </Form.Item>
  );
  return (
    <Modal
      open
      title={t("knowledge:new")}
      okText={t("knowledge:new.go")}
      confirmLoading={make.isPending}
      onOk={form.submit}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          title,
          kind: "article",
          audience: "customers",
          locale: "zh-CN",
          category_id: category,
        }}
        onFinish={(values) => make.mutate(values)}
      >
        <Form.Item
          name="title"
          label={t("knowledge:title")}
          extra={t("knowledge:title.hint")}
          rules={[{ required: true, whitespace: true, message: t("knowledge:title.required") }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item name="category_id" label={t("knowledge:category")}>
          <TreeSelect allowClear treeDefaultExpandAll treeData={choicesOf(tree, label)} />
        </Form.Item>
        {either("kind", ["article", "case"])}
        {either("audience", ["customers", "staff"])}
        {either("locale", ["zh-CN", "en"])}
        {make.error && <Alert type="error" showIcon title={sentence(make.error)} />}
      </Form>
    </Modal>
  );
}
