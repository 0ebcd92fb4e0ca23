import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Input } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useGo, usePathParam, useQueryParam } from "@/shell/hooks/go";
import { SavingLine } from "@/shell/hooks/saving-line";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { keyLabel } from "@/ui/keycap";
import { Page, Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { articleQuery } from "../api/articles";
import type { Article } from "../api/shapes";
import styles from "../parts/article.module.css";
import { Conflict } from "../parts/editor/conflict";
import { Properties } from "../parts/editor/properties";
import { useDraft } from "../parts/editor/use-draft";
import { Writing } from "../parts/editor/writing";
import { BeginTrial } from "../parts/trials/begin-trial";
import { Unopened } from "../parts/unopened";
import { useArticleActs } from "../parts/use-acts";
import { Wordings } from "../parts/wordings";

type Props = { article: Article; again: () => void };

function Editing({ article, again }: Props) {
  const t = useT();
  const go = useGo();
  const { content, edit, saving, autosave, restored } = useDraft(article);
  const acts = useArticleActs(article);
  const reading = `/knowledge/articles/${article.id}`;
  // Who was sent here to write comes back to where that was.
  const back = useQueryParam("back");
  const [trying, setTrying] = useState(false);
  const done = async (act: (note: string) => Promise<boolean>) => {
    if ((await autosave.flush()) && (await act(content.note ?? ""))) {
      go(back?.startsWith("/") ? back : reading);
    }
  };
  useShortcut("mod+s", () => void autosave.flush());
  // Before the text takes it for a line break.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void done(acts.submit);
  };
  return (
    <Page
      wide
      title={t("knowledge:editing")}
      lead={
        <Link to={reading as never} search={(article.draft ? { view: "draft" } : {}) as never}>
          <ArrowLeftOutlined /> {article.ref}
        </Link>
      }
    >
      {saving.kind === "conflict" && (
        <Conflict id={article.id} autosave={autosave} takeTheirs={again} />
      )}
      {restored && saving.kind !== "conflict" && (
        <Alert closable type="info" style={{ marginBottom: 16 }} title={t("knowledge:restored")} />
      )}
      <div className={styles.columns} onKeyDownCapture={onKey}>
        <Section>
          <Writing article={article} content={content} edit={edit} />
          <div className={styles.field}>
            <label className={styles.name} htmlFor="article-note">
              {t("knowledge:note")}
            </label>
            <Input.TextArea
              id="article-note"
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={1000}
              placeholder={t("knowledge:note.hint")}
              value={content.note ?? ""}
              onChange={(event) => edit({ note: event.target.value })}
            />
          </div>
        </Section>
        <div>
          <Section title={t("knowledge:facts")}>
            <Properties article={article} />
          </Section>
          <Section title={t("knowledge:wordings")} lead={t("knowledge:wordings.lead")}>
            <Wordings article={article} />
          </Section>
        </div>
      </div>
      <div className={styles.acting}>
        <SavingLine saving={saving} />
        <Button
          loading={acts.busy}
          title={keyLabel("mod+enter")}
          onClick={() => void done(acts.submit)}
        >
          {t("knowledge:submit")}
        </Button>
        {article.may.publish && article.live && (
          <Button
            disabled={acts.busy}
            onClick={() => void autosave.flush().then((kept) => setTrying(kept))}
          >
            {t("knowledge:trial.begin")}
          </Button>
        )}
        {article.may.publish && (
          <Button type="primary" loading={acts.busy} onClick={() => void done(acts.publish)}>
            {t("knowledge:publish")}
          </Button>
        )}
      </div>
      {trying && (
        <BeginTrial article={article} close={() => setTrying(false)} begun={() => go(reading)} />
      )}
    </Page>
  );
}

/** Writing an article (编辑): the next version, seen by readers once it is published. */
export default function EditPage() {
  const t = useT();
  const go = useGo();
  const id = usePathParam("id") ?? "";
  const [round, setRound] = useState(0);
  const query = useQuery({ ...articleQuery(id), staleTime: 0, refetchOnWindowFocus: false });
  const { data: article, error, refetch } = query;
  if (error && !article) return <Unopened error={error} retry={refetch} />;
  // One begins from what is there now, not from what was held.
  if (!article || !query.isFetchedAfterMount) return <RowsSkeleton rows={8} />;
  if (!article.may.edit) {
    return (
      <EmptyState
        title={t("knowledge:closed")}
        hint={t(`knowledge:closed.${article.draft?.state === "in_review" ? "review" : "hint"}`)}
        action={
          <Button onClick={() => go(`/knowledge/articles/${id}`)}>{t("knowledge:read")}</Button>
        }
      />
    );
  }
  return <Editing key={`${id}-${round}`} article={article} again={() => setRound(round + 1)} />;
}
