import type { Message } from "@/api/types";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useT } from "@/shell/hooks/text";
import styles from "./bubble.module.css";

type Props = { conversation: string; quote: NonNullable<Message["reply_to"]> };

/** What a message points to (引用); a click goes there, reading around it if need be. */
export function QuoteBlock({ conversation, quote }: Props) {
  const t = useT();
  const go = useGo();
  const box = useQueryParam("box");
  const place = `/conversations/${conversation}?${box ? `box=${box}&` : ""}at=${quote.number}`;
  const words = quote.text || t(`conversations:quote.${quote.kind}`);
  return (
    <button type="button" className={styles.quoted} onClick={() => go(place)}>
      {t("conversations:quote.of", { name: quote.name, text: words })}
    </button>
  );
}
