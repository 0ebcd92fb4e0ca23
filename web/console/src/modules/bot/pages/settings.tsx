import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { botQuery } from "../api/bot";
import { Frame } from "../parts/frame";
import { Places } from "../parts/settings/places";
import styles from "../parts/settings/settings.module.css";
import { Tasks } from "../parts/settings/tasks";
import { WordsForm } from "../parts/settings/words-form";
import { StateCard } from "../parts/state-card";

/** 机器人设置: where it answers, how sure it must be, when a person takes over. */
export default function SettingsPage() {
  const t = useT();
  const allowed = useCan();
  const { data: bot } = useQuery(botQuery);
  return (
    <Frame
      lead={
        <>
          {t("bot:settings.lead")}{" "}
          {allowed("settings.manage") && (
            <Link className={styles.link ?? ""} to={"/settings/rules/bot" as never}>
              {t("bot:settings.more")}
            </Link>
          )}
        </>
      }
    >
      <StateCard />
      {bot && (
        <>
          <Places bot={bot} />
          <WordsForm bot={bot} part="self" />
          <WordsForm bot={bot} part="sure" />
          <WordsForm bot={bot} part="people" />
          <Tasks bot={bot} />
        </>
      )}
    </Frame>
  );
}
