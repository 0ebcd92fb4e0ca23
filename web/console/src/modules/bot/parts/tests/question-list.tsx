import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { Endless } from "@/shell/hooks/endless";
import { useNotices } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { BOT, type TestQuestion } from "../../api/shapes";
import { type Answerable, addTest, draftOf, removeTest, testsQuery } from "../../api/tests";
import { ShopFilter } from "../filters";
import { ImportButton, ImportReport, useImport } from "./import-button";
import { QuestionDialog } from "./question-dialog";
import { QuestionRow } from "./question-row";
import styles from "./tests.module.css";

type Shown = "all" | Answerable;
const SHOWN: Shown[] = ["all", "answerable", "unanswerable"];

/** The organisation's own test questions: found, added, written anew, taken in from a table. */
export function QuestionList() {
  const t = useT();
  const notices = useNotices();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [shop, setShop] = useState<string>();
  const [shown, setShown] = useState<Shown>("all");
  const [edited, setEdited] = useState<TestQuestion | "new" | null>(null);
  const q = useSettled(text.trim());
  const which = shown === "all" ? undefined : shown;
  const query = useInfiniteQuery(testsQuery({ q, shop, which }));
  const first = query.data?.pages[0];
  const again = () => void client.invalidateQueries({ queryKey: BOT });
  const importing = useImport(again);
  const remove = async (question: TestQuestion) => {
    try {
      await removeTest(question.id);
      again();
      notices.undoable(t("bot:tests.removed"), () => {
        addTest(draftOf(question)).then(again, notices.failed);
      });
    } catch (reason) {
      notices.failed(reason);
    }
  };
  return (
    <Section
      title={t("bot:tests.questions")}
      lead={
        first &&
        t("bot:tests.counts", {
          answerable: first.answerable,
          unanswerable: first.unanswerable,
        })
      }
      extra={
        <div className={styles.actions}>
          <ImportButton {...importing} />
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("bot:tests.add")}
          </Button>
        </div>
      }
    >
      <ImportReport {...importing} />
      <div className={styles.filter}>
        <Input.Search
          allowClear
          aria-label={t("bot:tests.search")}
          placeholder={t("bot:tests.search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <ShopFilter value={shop} change={setShop} />
        <Segmented<Shown>
          aria-label={t("bot:tests.which")}
          value={shown}
          onChange={setShown}
          options={SHOWN.map((value) => ({ value, label: t(`bot:tests.which.${value}`) }))}
        />
      </div>
      <Endless
        query={query}
        empty={
          q || shop || which
            ? { title: t("bot:tests.found.none") }
            : { title: t("bot:tests.none"), hint: t("bot:tests.none.hint") }
        }
      >
        {(questions) => (
          <ul>
            {questions.map((question) => (
              <QuestionRow
                key={question.id}
                question={question}
                edit={() => setEdited(question)}
                remove={() => void remove(question)}
              />
            ))}
          </ul>
        )}
      </Endless>
      {edited && (
        <QuestionDialog
          question={edited === "new" ? null : edited}
          close={() => setEdited(null)}
          done={again}
        />
      )}
    </Section>
  );
}
