import { useEffect, useRef } from "react";
import { useT } from "@/shell/hooks/text";
import type { Star, Version } from "../api/shapes";
import styles from "./article.module.css";
import rich from "./rich.module.css";

export const STAR = ["situation", "task", "action", "result"] as const;

function Case({ star }: { star: Star }) {
  const t = useT();
  return STAR.filter((part) => star[part]).map((part) => (
    <section key={part} className={styles.part}>
      <h3>{t(`knowledge:star.${part}`)}</h3>
      <p className={styles.lines}>{star[part]}</p>
    </section>
  ));
}

/** What a version says, as readers see it (正文). */
export function Body({ version }: { version: Version }) {
  const t = useT();
  const html = version.body_html;
  const place = useRef<HTMLDivElement>(null);
  // Who follows a link finds the article still there when they are done.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has other links
  useEffect(() => {
    for (const link of place.current?.querySelectorAll("a") ?? []) link.target = "_blank";
  }, [html]);
  return (
    <>
      {version.short_answer && (
        <section className={styles.short}>
          <h3>{t("knowledge:short")}</h3>
          <p className={styles.lines}>{version.short_answer}</p>
        </section>
      )}
      {version.star && <Case star={version.star} />}
      {html && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the server keeps clean text only
        <div ref={place} className={rich.rich} dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </>
  );
}
