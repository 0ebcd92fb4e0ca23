import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Form, Input, Segmented } from "antd";
import { api, unwrap } from "@/api/client";
import type { Me } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { chooseLanguage, chooseTheme, usePreferences } from "@/shell/hooks/preferences";
import { meQuery, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { LANGUAGE_NAMES } from "@/ui/text-pair";
import { Devices } from "../parts/devices";
import { PasswordForm } from "../parts/password-form";
import { TwoFactor } from "../parts/two-factor";

type Change = Partial<Pick<Me, "name" | "language" | "theme">>;

function useChangeMe(): (change: Change) => void {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const save = useMutation({
    mutationFn: (change: Change) => unwrap(api.PATCH("/api/auth/me", { body: change })),
    onSuccess: (me) => {
      client.setQueryData(meQuery.queryKey, me);
      notices.done(t("shell:saved"));
    },
    onError: notices.failed,
  });
  return save.mutate;
}

function Tastes({ change }: { change: (change: Change) => void }) {
  const t = useT();
  const { language, theme, followsSystem } = usePreferences();
  return (
    <>
      <Form.Item label={t("shell:language")}>
        <Segmented
          value={language}
          options={(["zh-CN", "en"] as const).map((each) => ({
            value: each,
            label: LANGUAGE_NAMES[each],
          }))}
          onChange={(next) => {
            void chooseLanguage(next);
            change({ language: next });
          }}
        />
      </Form.Item>
      <Form.Item label={t("shell:theme")}>
        <Segmented
          value={followsSystem ? "system" : theme}
          options={(["system", "light", "dark"] as const).map((each) => ({
            value: each,
            label: t(`shell:theme.${each}`),
          }))}
          onChange={(next) => {
            const chosen = next === "light" || next === "dark" ? next : null;
            chooseTheme(chosen);
            change({ theme: chosen });
          }}
        />
      </Form.Item>
    </>
  );
}

/** My account 我的账号: name, tastes, password, second factor, devices. */
export default function AccountPage() {
  const t = useT();
  const me = useMe();
  const change = useChangeMe();
  return (
    <Page title={t("shell:account")} lead={me.email}>
      <Section title={t("people:profile")}>
        <Form layout="vertical" style={{ maxWidth: 420 }}>
          <Form.Item label={t("people:name")} extra={t("people:name.hint")}>
            <Input
              defaultValue={me.name}
              maxLength={60}
              aria-label={t("people:name")}
              onBlur={(event) => {
                const name = event.target.value.trim();
                if (name && name !== me.name) change({ name });
              }}
            />
          </Form.Item>
          <Tastes change={change} />
        </Form>
      </Section>
      <Section title={t("people:password.change")}>
        <PasswordForm />
      </Section>
      <Section title={t("people:two_factor")} lead={t("people:two_factor.lead")}>
        <TwoFactor enabled={me.two_factor} />
      </Section>
      <Section title={t("people:devices")} lead={t("people:devices.lead")}>
        <Devices />
      </Section>
    </Page>
  );
}
