import { TranslationOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import type { BeneathProps } from "@/shell/contracts";
import { useLanguage, useT } from "@/shell/hooks/text";
import { nameOf, stateQuery, tongueFor, translatedQuery, useChoice } from "../api/translation";
import styles from "./translation.module.css";

/** A message in the reader's language, under its own words (译文). */
export default function Translated({ conversation, number }: BeneathProps) {
  const t = useT();
  const language = useLanguage();
  const choice = useChoice(conversation);
  const { data: state } = useQuery(stateQuery(conversation));
  const into = tongueFor(state, choice);
  const { data, error, isFetching, refetch } = useQuery({
    ...translatedQuery(conversation, number, into ?? "en"),
    enabled: into !== null && !choice.off,
  });
  if (!into || choice.off) return null;
  if (isFetching && !data?.text) {
    return <span className={styles.quiet}>{t("assistance:translation.asking")}</span>;
  }
  if (error || data?.problem) {
    const why = data?.problem === "untrusted" ? "untrusted" : "unavailable";
    return (
      <span className={styles.quiet} data-translation="failed">
        {t(`assistance:translation.${why}`)}{" "}
        <button type="button" onClick={() => void refetch()}>
          {t("assistance:translation.again")}
        </button>
      </span>
    );
  }
  if (!data?.text) return null;
  const from = nameOf(data.language, language);
  return (
    <span className={styles.translated} data-translation={data.written ? "written" : "shown"}>
      <span className={styles.label}>
        <TranslationOutlined aria-hidden />{" "}
        {data.written
          ? t("assistance:translation.written")
          : t("assistance:translation.from", { language: from })}
      </span>
      {data.text}
    </span>
  );
}
