import { CloseOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Tag } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { addWordings, articleQuery, removeWording } from "../api/articles";
import type { Article, Wording } from "../api/shapes";
import styles from "./article.module.css";

const FIRST = 8;

function useWordingActs(article: Article) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const key = articleQuery(article.id).queryKey;
  const shown = (wordings: Wording[]) =>
    client.setQueryData(key, (held: Article | undefined) =>
      held ? { ...held, wording_list: wordings, wordings: wordings.length } : held,
    );
  const add = async (texts: string[]): Promise<boolean> => {
    try {
      shown(await addWordings(article.id, texts));
      return true;
    } catch (reason) {
      notices.failed(reason);
      return false;
    }
  };
  const remove = async (wording: Wording) => {
    try {
      await removeWording(article.id, wording.id);
    } catch (reason) {
      notices.failed(reason);
      return;
    }
    const held = client.getQueryData(key)?.wording_list ?? [];
    shown(held.filter((one) => one.id !== wording.id));
    notices.undoable(t("knowledge:wordings.removed", { text: wording.text }), () => {
      void add([wording.text]);
    });
  };
  return { add, remove };
}

/** How customers ask for an article (相似问): live at once; a pasted list becomes many. */
export function Wordings({ article }: { article: Article }) {
  const t = useT();
  const { add, remove } = useWordingActs(article);
  const [text, setText] = useState("");
  const [all, setAll] = useState(false);
  const listed = article.wording_list;
  const shown = all ? listed : listed.slice(0, FIRST);
  const put = async () => {
    const texts = text.split("\n").map((line) => line.trim());
    const wanted = texts.filter(Boolean);
    if (wanted.length > 0 && (await add(wanted))) {
      setText("");
      setAll(true);
    }
  };
  return (
    <>
      {listed.length === 0 && <p className={styles.quiet}>{t("knowledge:wordings.none")}</p>}
      <ul aria-label={t("knowledge:wordings")}>
        {shown.map((wording) => (
          <li key={wording.id} className={styles.wording}>
            <span>
              {wording.text}{" "}
              {wording.origin !== "written" && (
                <Tag>{t(`knowledge:wordings.${wording.origin}`)}</Tag>
              )}
            </span>
            {article.may.wordings && (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t("knowledge:wordings.remove", { text: wording.text })}
                onClick={() => void remove(wording)}
              />
            )}
          </li>
        ))}
      </ul>
      {listed.length > shown.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t("knowledge:wordings.all", { count: listed.length })}
        </Button>
      )}
      {article.may.wordings && (
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 8 }}
          aria-label={t("knowledge:wordings.add")}
          placeholder={t("knowledge:wordings.add.hint")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void put();
          }}
        />
      )}
    </>
  );
}
