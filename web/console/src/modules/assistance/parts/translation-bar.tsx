import { TranslationOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Select, Switch } from "antd";
import { useEffect, useId } from "react";
import type { HintProps } from "@/shell/contracts";
import { onFrame } from "@/shell/hooks/live";
import { useLanguage, useT } from "@/shell/hooks/text";
import { choose, nameOf, stateQuery, tongueFor, useChoice } from "../api/translation";
import styles from "./translation.module.css";

/** Asks anew which language the customer writes when they have written. */
function useTheirs(id: string): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type !== "changed" || frame.conversation.id !== id) return;
        if (frame.messages.some(({ sender }) => sender.kind === "customer")) {
          void client.invalidateQueries({ queryKey: stateQuery(id).queryKey });
        }
      }),
    [client, id],
  );
}

/** Says that a conversation is translated, into which language, and turns it off (翻译). */
export default function TranslationBar({ id }: HintProps) {
  const t = useT();
  const language = useLanguage();
  const label = useId();
  const choice = useChoice(id);
  const { data: state } = useQuery(stateQuery(id));
  useTheirs(id);
  const into = tongueFor(state, choice);
  if (!state || !into) return null;
  return (
    <div className={styles.bar}>
      <TranslationOutlined aria-hidden />
      <span id={label}>{t("assistance:translation")}</span>
      <Switch
        size="small"
        checked={!choice.off}
        aria-labelledby={label}
        onChange={(on) => choose(id, { off: !on })}
      />
      {!choice.off && (
        <>
          <Select
            size="small"
            variant="borderless"
            value={into}
            popupMatchSelectWidth={false}
            aria-label={t("assistance:translation.theirs")}
            options={state.languages
              .filter((each) => each !== state.mine)
              .map((each) => ({ value: each, label: nameOf(each, language) }))}
            onChange={(tongue) => choose(id, { into: tongue })}
          />
          <span className={styles.what}>{t("assistance:translation.what")}</span>
        </>
      )}
    </div>
  );
}
