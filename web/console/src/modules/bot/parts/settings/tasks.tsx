import { Switch } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState } from "@/ui/states";
import { useChange } from "../../api/change";
import type { Bot } from "../../api/shapes";
import styles from "./settings.module.css";

/** 任务: what the bot may do besides answering; modules bring them along. */
export function Tasks({ bot }: { bot: Bot }) {
  const t = useT();
  const label = useLabel();
  const { busy, change } = useChange();
  return (
    <Section title={t("bot:tasks")} lead={t("bot:tasks.lead")}>
      {bot.tasks.length === 0 && <EmptyState title={t("bot:tasks.none")} />}
      <ul>
        {bot.tasks.map((task) => (
          <li key={task.name} className={styles.place}>
            <div className={styles.line}>
              <div>
                <b>{label(task.title)}</b>
                <p className={styles.quiet}>{label(task.description)}</p>
              </div>
              <Switch
                aria-label={label(task.title)}
                checked={task.on}
                disabled={busy}
                onChange={(on) =>
                  void change({ tasks: { [task.name]: on } }, { tasks: { [task.name]: !on } })
                }
              />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
