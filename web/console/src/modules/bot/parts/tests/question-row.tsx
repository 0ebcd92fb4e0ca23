import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useShops } from "@/shell/hooks/directory";
import { useFormat, useT } from "@/shell/hooks/text";
import type { SampleArticle, TestQuestion } from "../../api/shapes";
import rows from "../rows.module.css";
import styles from "./tests.module.css";

/** The article that should answer, or that nothing here does. */
export function Wanted({ article }: { article: SampleArticle | null }) {
  const t = useT();
  if (!article) return <span>{t("bot:tests.nobody")}</span>;
  return (
    <Link to={`/knowledge/articles/${article.article_id}` as never} target="_blank">
      {article.title}
    </Link>
  );
}

type Props = { question: TestQuestion; edit: () => void; remove: () => void };

/** One test question with what should answer it. */
export function QuestionRow({ question, edit, remove }: Props) {
  const t = useT();
  const format = useFormat();
  const shop = useShops().find((each) => each.id === question.shop_id);
  return (
    <li className={styles.row}>
      <div>
        <p className={rows.asked}>{question.question}</p>
        <p className={rows.facts}>
          <Wanted article={question.article} />
          {!question.live && <span className={styles.gone}>{t("bot:tests.gone")}</span>}
          {shop && <span>{shop.name}</span>}
          {question.origin !== "written" && <span>{t(`bot:tests.origin.${question.origin}`)}</span>}
          {question.by && <span>{question.by}</span>}
          <span className="tnum">{format.short(question.at)}</span>
        </p>
      </div>
      <div className={styles.buttons}>
        <Button
          size="small"
          aria-label={t("bot:tests.edit.one", { question: question.question })}
          onClick={edit}
        >
          {t("shell:edit")}
        </Button>
        <Button
          size="small"
          aria-label={t("bot:tests.remove.one", { question: question.question })}
          onClick={remove}
        >
          {t("shell:delete")}
        </Button>
      </div>
    </li>
  );
}
