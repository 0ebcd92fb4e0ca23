import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { TrialInput, TrialResult } from "@/api/types";
import { useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { useNames } from "../api/names";
import { thenTexts, worthText } from "../api/sentence";
import styles from "./rules.module.css";

const START: TrialInput = {
  words: "",
  page: "",
  language: "zh-CN",
  shop: null,
  channel: null,
  subject: null,
  level: null,
  tag: [],
  first_visit: null,
};

/** What a conversation of these facts would get. */
function Outcome({ result }: { result: TrialResult }) {
  const t = useT();
  const names = useNames();
  const texts = thenTexts({ ...result, urgency: null, importance: null }, names, t);
  const priority = t("routing:then.priority", { priority: t(`shell:priority.${result.priority}`) });
  return (
    <div className={styles.outcome} role="status" data-rule={result.rule_id ?? "none"}>
      <p>
        <strong>
          {result.rule_name
            ? t("routing:trial.rule", { name: result.rule_name })
            : t("routing:trial.none")}
        </strong>
      </p>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {!result.team_id && <li>{t("routing:trial.team.usual")}</li>}
        <li>
          {priority}
          {t("routing:comma")}
          {worthText(result.boost_seconds, t)}
        </li>
      </ul>
      <p className={styles.quiet}>
        {t(result.boost_seconds === 0 ? "routing:trial.hint" : "routing:trial.hint.time")}
      </p>
    </div>
  );
}

/** Tries the rules on made-up facts, at once while they are typed (试一试). */
export function Trial({
  version,
  matched,
}: {
  version: number;
  matched: (id: string | null) => void;
}) {
  const t = useT();
  const names = useNames();
  const sentence = useSentence();
  const [form] = Form.useForm<TrialInput>();
  const watched = Form.useWatch([], form) as TrialInput | undefined;
  const facts = useSettled(JSON.stringify({ ...START, ...watched }));
  const { data, error } = useQuery({
    // Rules that change are tried anew.
    queryKey: ["routing", "trial", version, facts],
    queryFn: () => {
      const body = JSON.parse(facts) as TrialInput;
      const given = { ...body, language: body.language || "zh-CN", words: body.words ?? "" };
      return unwrap(api.POST("/api/routing/trial", { body: given }));
    },
    placeholderData: keepPreviousData,
  });
  const rule = data?.rule_id ?? null;
  const tried =
    watched !== undefined && JSON.stringify({ ...START, ...watched }) !== JSON.stringify(START);
  useEffect(() => matched(tried ? rule : null), [matched, tried, rule]);
  const choose = (field: "language" | "subject" | "shop" | "channel" | "first_visit") => (
    <Form.Item name={field} label={t(`routing:field.${field}`)}>
      <Select
        allowClear={field !== "language"}
        showSearch={{ optionFilterProp: "label" }}
        options={names.choices(field) ?? []}
      />
    </Form.Item>
  );
  return (
    <Section title={t("routing:trial")} lead={t("routing:trial.lead")}>
      <Form form={form} layout="vertical" initialValues={START} className={styles.trial}>
        <Form.Item name="words" label={t("routing:field.words")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} />
        </Form.Item>
        {error && <p role="alert">{sentence(error)}</p>}
        {data && !error && <Outcome result={data} />}
        {choose("language")}
        {choose("subject")}
        <Form.Item name="page" label={t("routing:field.page")}>
          <Input maxLength={2000} />
        </Form.Item>
        <Form.Item name="level" label={t("routing:field.level")}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="tag" label={t("routing:field.tag")}>
          <Select mode="tags" tokenSeparators={[",", "，", "、"]} notFoundContent={null} />
        </Form.Item>
        {choose("first_visit")}
        {choose("shop")}
        {choose("channel")}
      </Form>
    </Section>
  );
}
