import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Segmented, Steps } from "antd";
import { useEffect, useState } from "react";
import { ApiError, api, unwrap } from "@/api/client";
import type { SetupInput } from "@/api/types";
import { useBothLanguages } from "@/shell/hooks/both";
import { useGo } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { chooseLanguage, usePreferences } from "@/shell/hooks/preferences";
import { forgetSession } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { LANGUAGE_NAMES } from "@/ui/text-pair";
import { FirstChat } from "../parts/first-chat";
import { keepSetup, keptSetup } from "../parts/kept";
import { OwnerStep, ShopStep, TeamStep, WidgetStep } from "../parts/steps";
import styles from "./setup.module.css";

const STEPS = ["owner", "shop", "team", "widget", "chat"] as const;
const PARTS = [OwnerStep, ShopStep, TeamStep, WidgetStep];

/** The step that holds the first field the server did not like. */
export function stepOf(fields: Record<string, string>): number | null {
  const first = Object.keys(fields)[0]?.split(".")[0];
  const at = (STEPS as readonly (string | undefined)[]).indexOf(first);
  return at === -1 ? null : at;
}

/** Owner, shop, team, widget, first chat: nothing is sent before the fourth is filled. */
export default function SetupPage() {
  const t = useT();
  const go = useGo();
  const client = useQueryClient();
  const sentence = useSentence();
  const { language } = usePreferences();
  const [form] = Form.useForm<SetupInput>();
  const [step, setStep] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const [greeting] = useBothLanguages(["setup:guess.greeting"]) ?? [];
  const [busy, setBusy] = useState(false);
  const [widgetKey, setWidgetKey] = useState<string | null>(null);
  const { data } = useQuery({
    queryKey: ["setup"],
    queryFn: () => unwrap(api.GET("/api/setup")),
    enabled: widgetKey === null,
  });
  useEffect(() => {
    if (data?.needed === false && widgetKey === null) go("/", { replace: true });
  }, [data, widgetKey, go]);
  const create = () => {
    setBusy(true);
    setFailure(null);
    unwrap(api.POST("/api/setup", { body: form.getFieldsValue(true) as SetupInput }))
      .then((made) => {
        forgetSession(client);
        keepSetup(null);
        setWidgetKey(made.widget_key);
        setStep(4);
      })
      .catch((reason: unknown) => {
        setFailure(reason);
        const at = reason instanceof ApiError ? stepOf(reason.fields) : null;
        if (at !== null) setStep(at);
      })
      .finally(() => setBusy(false));
  };
  const next = () => {
    form.validateFields().then(
      () => (step < 3 ? setStep(step + 1) : create()),
      () => undefined,
    );
  };
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <h1>{t("setup:title")}</h1>
        <Segmented
          size="small"
          aria-label={t("shell:language")}
          value={language}
          options={(["zh-CN", "en"] as const).map((each) => ({
            value: each,
            label: LANGUAGE_NAMES[each],
          }))}
          onChange={(chosen) => void chooseLanguage(chosen)}
        />
      </header>
      <Steps
        current={step}
        size="small"
        responsive={false}
        titlePlacement="vertical"
        items={STEPS.map((each) => ({ title: t(`setup:step.${each}`) }))}
      />
      <div className={styles.box}>
        <h2>{t(`setup:${STEPS[step]}.title`)}</h2>
        <p className={styles.lead}>{t(`setup:${STEPS[step]}.lead`)}</p>
        {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
        {step < 4 && greeting && (
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={keptSetup(t, greeting)}
            onValuesChange={() => keepSetup(form.getFieldsValue(true) as SetupInput)}
            onFinish={next}
          >
            {PARTS.map((Part, at) => at === step && <Part key={STEPS[at]} />)}
            <div className={styles.buttons}>
              {step > 0 && <Button onClick={() => setStep(step - 1)}>{t("setup:back")}</Button>}
              <Button type="primary" htmlType="submit" loading={busy}>
                {t(step < 3 ? "setup:next" : "setup:create")}
              </Button>
            </div>
          </Form>
        )}
        {step === 4 && widgetKey && (
          <FirstChat widgetKey={widgetKey} enter={() => go("/", { replace: true })} />
        )}
      </div>
    </main>
  );
}
