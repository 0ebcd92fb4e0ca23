import { useState } from "react";
import { useDelete } from "@/shell/hooks/bin";
import { useGo } from "@/shell/hooks/go";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import {
  archive,
  deleteArticle,
  discardDraft,
  giveBack,
  publish,
  submit,
  useLookAtArticle,
  useShowArticle,
} from "../api/articles";
import { type Article, KNOWLEDGE } from "../api/shapes";
import { beginTrial, endTrial } from "../api/trials";

/** What can be done with an article as a whole: review, publication, archive, bin. */
export function useArticleActs(article: Article) {
  const t = useT();
  const go = useGo();
  const notices = useNotices();
  const show = useShowArticle();
  const look = useLookAtArticle();
  const [busy, setBusy] = useState(false);
  const act = async (ask: () => Promise<Article>, told: string): Promise<boolean> => {
    setBusy(true);
    try {
      show(await ask());
      notices.done(t(told));
      return true;
    } catch (reason) {
      notices.failed(reason);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const { id } = article;
  const remove = useDelete({
    kind: "article",
    act: deleteArticle,
    refresh: KNOWLEDGE,
    done: () => go("/knowledge"),
  });
  return {
    busy,
    submit: (note: string) => act(() => submit(id, note.trim()), "knowledge:submitted"),
    publish: (note: string) => act(() => publish(id, note.trim()), "knowledge:published"),
    giveBack: (note: string) => act(() => giveBack(id, note.trim()), "knowledge:returned"),
    archive: () => act(() => archive(id), "knowledge:archived"),
    begin: (share: number, note: string) =>
      act(() => beginTrial(id, share, note.trim()), "knowledge:trial.begun"),
    end: (take: boolean) =>
      act(() => endTrial(id, take), take ? "knowledge:trial.taken" : "knowledge:trial.kept"),
    discard: () => {
      discardDraft(id).then(() => {
        notices.done(t("knowledge:discarded"));
        look();
      }, notices.failed);
    },
    remove: () => remove.mutate({ id, name: article.title }),
  };
}
