import { useMutation } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { useShops } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import type { Locale, SampleArticle, TestQuestion } from "../../api/shapes";
import { addTest, editTest } from "../../api/tests";
import { ArticlePicker } from "./article-picker";
import styles from "./tests.module.css";

const LOCALES: Locale[] = ["zh-CN", "en"];
type Props = { question: TestQuestion | null; close: () => void; done: () => void };

/** A test question, new or written anew: what is asked, and which article should answer. */
export function QuestionDialog({ question, close, done }: Props) {
  const t = useT();
  const shops = useShops();
  const sentence = useSentence();
  const [text, setText] = useState(question?.question ?? "");
  const [article, setArticle] = useState<SampleArticle | null>(question?.article ?? null);
  const [shop, setShop] = useState<string | null>(question?.shop_id ?? null);
  const [locale, setLocale] = useState<Locale>(question?.locale ?? "zh-CN");
  const saving = useMutation({
    mutationFn: () => {
      const body = {
        question: text.trim(),
        article_id: article?.article_id ?? null,
        shop_id: shop,
        locale,
      };
      return question ? editTest(question, body) : addTest(body);
    },
    onSuccess: () => {
      done();
      close();
    },
  });
  return (
    <Modal
      open
      title={t(question ? "bot:tests.edit" : "bot:tests.add")}
      okText={t("shell:save")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ disabled: text.trim() === "", loading: saving.isPending }}
      onOk={() => saving.mutate()}
      onCancel={close}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t("bot:tests.question")}>
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            aria-label={t("bot:tests.question")}
            placeholder={t("bot:tests.question.hint")}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t("bot:tests.article")} extra={t("bot:tests.article.hint")}>
          <ArticlePicker value={article} asked={text} onChange={setArticle} />
        </Form.Item>
        <div className={styles.two}>
          {shops.length > 1 && (
            <Select
              allowClear
              aria-label={t("bot:shop")}
              placeholder={t("bot:shop.all")}
              value={shop}
              onChange={(value: string | null) => setShop(value ?? null)}
              options={shops.map((each) => ({ value: each.id, label: each.name }))}
            />
          )}
          <Segmented<Locale>
            aria-label={t("bot:try.language")}
            value={locale}
            onChange={setLocale}
            options={LOCALES.map((value) => ({ value, label: t(`bot:locale.${value}`) }))}
          />
        </div>
      </Form>
      {saving.error && <Alert type="error" showIcon title={sentence(saving.error)} />}
    </Modal>
  );
}
