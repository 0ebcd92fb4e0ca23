import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, InputNumber } from "antd";
import { type ReactNode, useState } from "react";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { TextPair } from "@/ui/text-pair";
import { useChange } from "../../api/change";
import { percent } from "../../api/figures";
import { BOT, type Bot, type Change } from "../../api/shapes";
import { PublishDialog } from "../versions/publish-dialog";
import styles from "./settings.module.css";

const PARTS = {
  self: ["name", "greeting"],
  sure: ["least_sure", "near_from"],
  people: ["person_words", "sensitive_words", "people_levels"],
} as const;

const DECIDING = ["least_sure", "near_from", "person_words", "sensitive_words"] as const;

type Part = keyof typeof PARTS;
type Key = (typeof PARTS)[Part][number];
type Draft = Partial<Pick<Bot, Key>>;
type FieldProps = { name: Key; draft: Draft; put: (draft: Draft) => void };

/** A text in both languages as the server keeps it. */
function draftOf(bot: Bot, part: Part): Draft {
  return Object.fromEntries(PARTS[part].map((key) => [key, bot[key]]));
}

/** Of what was changed, that which decides how the bot answers: it goes live as a version. */
function decidingOf(draft: Draft, base: Draft): NonNullable<Change["settings"]> {
  const changed = DECIDING.filter(
    (name) => name in draft && JSON.stringify(draft[name]) !== JSON.stringify(base[name]),
  );
  return Object.fromEntries(changed.map((name) => [name, draft[name]]));
}

function Row({ name, children }: { name: Key; children: ReactNode }) {
  const t = useT();
  return (
    <div className={styles.field}>
      <b>{t(`bot:field.${name}`)}</b>
      {children}
      <p className={styles.quiet}>{t(`bot:field.${name}.hint`)}</p>
    </div>
  );
}

function Field({ name, draft, put }: FieldProps) {
  const t = useT();
  const title = t(`bot:field.${name}`);
  if (name === "name") {
    return (
      <Input
        aria-label={title}
        maxLength={40}
        style={{ maxWidth: 240 }}
        value={draft.name ?? ""}
        onChange={(event) => put({ ...draft, name: event.target.value })}
      />
    );
  }
  if (name === "least_sure" || name === "near_from") {
    return (
      <InputNumber
        aria-label={title}
        min={name === "near_from" ? 1 : 0}
        max={99}
        suffix="%"
        style={{ maxWidth: 120 }}
        value={draft[name] ?? 0}
        onChange={(value) => put({ ...draft, [name]: value ?? 0 })}
      />
    );
  }
  return (
    <TextPair
      title={title}
      lines={2}
      value={(draft[name] ?? {}) as Record<string, string>}
      onChange={(value) => put({ ...draft, [name]: value })}
    />
  );
}

/** Words and numbers of the bot, changed together and stored with one press. */
export function WordsForm({ bot, part }: { bot: Bot; part: Part }) {
  const t = useT();
  const client = useQueryClient();
  const { busy, change } = useChange();
  const base = draftOf(bot, part);
  const [own, setOwn] = useState<Draft | null>(null);
  const draft = own ?? base;
  const changed = own !== null && JSON.stringify(own) !== JSON.stringify(base);
  const [publishing, setPublishing] = useState(false);
  const deciding = decidingOf(draft, base);
  const store = async (next: Draft, before: Draft) => {
    if (await change(next, before)) setOwn(null);
  };
  const save = async () => {
    if (Object.keys(deciding).length > 0) setPublishing(true);
    else await store(draft, base);
  };
  /** What does not decide how the bot answers is stored beside it. */
  const published = async () => {
    const { people_levels } = draft;
    if (people_levels && people_levels !== base.people_levels)
      await change({ people_levels }, base);
    await client.invalidateQueries({ queryKey: BOT });
    setOwn(null);
  };
  return (
    <Section
      title={t(`bot:part.${part}`)}
      lead={t(`bot:part.${part}.lead`, { promised: percent(bot.promised) })}
    >
      <div className={styles.fields}>
        {PARTS[part].map((name) => (
          <Row key={name} name={name}>
            <Field name={name} draft={draft} put={setOwn} />
          </Row>
        ))}
        {part === "people" && (
          <div className={styles.field}>
            <b>{t("bot:field.angry")}</b>
            <p>{bot.angry_words.join(t("bot:comma")) || t("bot:field.angry.none")}</p>
            <p className={styles.quiet}>{t("bot:field.angry.hint")}</p>
          </div>
        )}
      </div>
      {changed && (
        <div className={styles.foot}>
          <Button onClick={() => setOwn(null)}>{t("shell:cancel")}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={draft.name?.trim() === ""}
            onClick={() => void save()}
          >
            {t("shell:save")}
          </Button>
        </div>
      )}
      {publishing && (
        <PublishDialog
          change={{ wordings: [], settings: deciding }}
          close={() => setPublishing(false)}
          done={() => void published()}
        />
      )}
    </Section>
  );
}
