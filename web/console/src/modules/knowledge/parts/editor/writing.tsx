import { Input, Select } from "antd";
import { useT } from "@/shell/hooks/text";
import { putPicture } from "../../api/articles";
import type { Article, Draft } from "../../api/shapes";
import styles from "../article.module.css";
import BodyEditor from "./body-editor";
import { StarFields } from "./star-fields";

type Props = { article: Article; content: Draft; edit: (change: Partial<Draft>) => void };

/** The words of a draft: question, short answer, body, and by what else it is found. */
export function Writing({ article, content, edit }: Props) {
  const t = useT();
  return (
    <>
      <div className={styles.field}>
        <label className={styles.name} htmlFor="article-title">
          {t("knowledge:title")}
        </label>
        <Input
          id="article-title"
          size="large"
          maxLength={200}
          value={content.title}
          onChange={(event) => edit({ title: event.target.value })}
        />
      </div>
      <div className={styles.field}>
        <label className={styles.name} htmlFor="article-short">
          {t("knowledge:short")}
        </label>
        <Input.TextArea
          id="article-short"
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          placeholder={t("knowledge:short.hint")}
          value={content.short_answer ?? ""}
          onChange={(event) => edit({ short_answer: event.target.value })}
        />
      </div>
      {article.kind === "case" && (
        <StarFields star={content.star ?? null} onChange={(star) => edit({ star })} />
      )}
      <div className={styles.field}>
        <p className={styles.name}>{t("knowledge:body")}</p>
        <BodyEditor
          html={content.body_html ?? ""}
          label={t("knowledge:body")}
          onChange={(body_html) => edit({ body_html })}
          upload={putPicture}
        />
      </div>
      <div className={styles.field}>
        <p className={styles.name}>{t("knowledge:words")}</p>
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[",", "，", "、", ";", "；"]}
          aria-label={t("knowledge:words")}
          placeholder={t("knowledge:words.hint")}
          value={content.synonyms ?? []}
          onChange={(synonyms: string[]) => edit({ synonyms })}
        />
      </div>
    </>
  );
}
