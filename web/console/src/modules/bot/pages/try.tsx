import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Input, Segmented, Select } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useShops } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useLanguage, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { tryOut } from "../api/bot";
import type { Locale } from "../api/shapes";
import { Decided } from "../parts/decided";
import { Frame } from "../parts/frame";
import styles from "../parts/try.module.css";

const LOCALES: Locale[] = ["zh-CN", "en"];

/** 试一试: what the bot would say and do, and why; nothing is sent and nothing is counted. */
export default function TryPage() {
  const t = useT();
  const shops = useShops();
  const sentence = useSentence();
  const own = useLanguage();
  const [text, setText] = useState("");
  const [locale, setLocale] = useState<Locale>(own === "en" ? "en" : "zh-CN");
  const [chosen, setChosen] = useState<string | null>(null);
  const shop = chosen ?? shops[0]?.id ?? null;
  const asking = useMutation({ mutationFn: tryOut });
  const ask = (words: string) => {
    if (words.trim() && !asking.isPending)
      asking.mutate({ text: words.trim(), shop_id: shop, locale });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    ask(text);
  };
  return (
    <Frame lead={t("bot:try.lead")}>
      <Section>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            ask(text);
          }}
        >
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            aria-label={t("bot:try.question")}
            placeholder={t("bot:try.placeholder")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={keys}
          />
          <div className={styles.row}>
            {shops.length > 1 && (
              <Select
                aria-label={t("bot:try.shop")}
                value={shop}
                onChange={setChosen}
                options={shops.map((each) => ({ value: each.id, label: each.name }))}
                style={{ minWidth: 160 }}
              />
            )}
            <Segmented<Locale>
              aria-label={t("bot:try.language")}
              value={locale}
              onChange={setLocale}
              options={LOCALES.map((value) => ({ value, label: t(`bot:locale.${value}`) }))}
            />
            <Button
              type="primary"
              htmlType="submit"
              disabled={!text.trim()}
              loading={asking.isPending}
            >
              {t("bot:try.ask")}
            </Button>
          </div>
        </form>
      </Section>
      {asking.error && <Alert type="error" showIcon title={sentence(asking.error)} />}
      {asking.isPending && !asking.data && <RowsSkeleton rows={3} />}
      <div aria-live="polite">
        {asking.data && asking.variables && (
          <Decided
            asked={asking.variables.text}
            decision={asking.data}
            choose={(label) => {
              setText(label);
              ask(label);
            }}
          />
        )}
      </div>
      {asking.isIdle && (
        <Section>
          <EmptyState title={t("bot:try.none")} hint={t("bot:try.none.hint")} />
        </Section>
      )}
    </Frame>
  );
}
