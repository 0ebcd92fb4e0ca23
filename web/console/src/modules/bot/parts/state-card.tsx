import { useQuery } from "@tanstack/react-query";
import { Switch } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Avatar } from "@/ui/avatar";
import { Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { botQuery } from "../api/bot";
import { useChange } from "../api/change";
import type { Bot } from "../api/shapes";
import styles from "./bot.module.css";

/** How the bot stands, in one word and a tone. */
function standingOf(bot: Bot): { key: string; tone: "good" | "bad" | "quiet" } {
  if (bot.online) return { key: "online", tone: "good" };
  const away = bot.away ?? "starting";
  const quiet = away === "off" || away === "ai_off" || away === "starting";
  return { key: away, tone: quiet ? "quiet" : "bad" };
}

/** Whether the bot is there, why not, and the two switches: itself, and everything that thinks. */
export function StateCard() {
  const t = useT();
  const sentence = useSentence();
  const { data: bot, error, refetch } = useQuery(botQuery);
  const { busy, change } = useChange();
  if (!bot) {
    return (
      <Section>
        {error ? (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        ) : (
          <RowsSkeleton rows={2} />
        )}
      </Section>
    );
  }
  const { key, tone } = standingOf(bot);
  return (
    <Section>
      <div className={styles.state}>
        <div className={styles.who}>
          <Avatar name={bot.name} size={40} online={bot.online} />
          <div>
            <p>
              <b>{bot.name}</b>{" "}
              <span className={styles.standing} data-tone={tone} role="status">
                {t(`bot:state.${key}`)}
              </span>
            </p>
            <p className={styles.quiet}>
              {t(`bot:state.${key}.hint`, { count: bot.held })}
              {bot.lag_s !== null && bot.lag_s >= 1 && (
                <> {t("bot:state.lag", { seconds: Math.round(bot.lag_s) })}</>
              )}
            </p>
          </div>
        </div>
        <div className={styles.switches}>
          <Toggle
            name="on"
            checked={bot.on}
            busy={busy}
            change={(on) => void change({ on }, { on: !on })}
          />
          <Toggle
            name="ai"
            checked={bot.ai_on}
            busy={busy}
            change={(ai_on) => void change({ ai_on }, { ai_on: !ai_on })}
          />
        </div>
      </div>
    </Section>
  );
}

type ToggleProps = {
  name: "on" | "ai";
  checked: boolean;
  busy: boolean;
  change: (on: boolean) => void;
};

function Toggle({ name, checked, busy, change }: ToggleProps) {
  const t = useT();
  return (
    <div className={styles.switch}>
      <Switch
        aria-label={t(`bot:switch.${name}`)}
        checked={checked}
        loading={busy}
        onChange={change}
      />
      <div>
        <p>{t(`bot:switch.${name}`)}</p>
        <p className={styles.quiet}>{t(`bot:switch.${name}.hint`)}</p>
      </div>
    </div>
  );
}
