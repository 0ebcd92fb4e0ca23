import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Setting } from "@/api/types";
import { useNotices, useSentence } from "../hooks/notice";
import { useLabel, useT } from "../hooks/text";
import type { Scope } from "./data";
import { SettingField } from "./setting-field";
import styles from "./setting-row.module.css";
import { shownValue } from "./values";

/** "mine": one's own preference, which needs no permission. */
type Props = { setting: Setting; scope: Scope | "mine"; scopeId: string | undefined };

function put(scope: Props["scope"], scopeId: string | undefined, key: string, value: unknown) {
  const path = { key };
  if (scope === "mine") {
    return unwrap(api.PUT("/api/settings/mine/{key}", { params: { path }, body: { value } }));
  }
  const place = scopeId ? { scope, scope_id: scopeId } : { scope };
  return unwrap(
    api.PUT("/api/settings/{key}", { params: { path }, body: { ...place, value } as never }),
  );
}

function clear(scope: Props["scope"], scopeId: string | undefined, key: string) {
  const path = { key };
  if (scope === "mine") return unwrap(api.DELETE("/api/settings/mine/{key}", { params: { path } }));
  const query = (scopeId ? { scope, scope_id: scopeId } : { scope }) as never;
  return unwrap(api.DELETE("/api/settings/{key}", { params: { path, query } }));
}

/** What a setting does, its value here, its default, and the way back to it. */
export function SettingRow({ setting, scope, scopeId }: Props) {
  const t = useT();
  const label = useLabel();
  const notices = useNotices();
  const sentence = useSentence();
  const client = useQueryClient();
  const [value, setValue] = useState<unknown>(setting.value);
  const settled = () => client.invalidateQueries({ queryKey: ["settings"] });
  const save = useMutation({
    mutationFn: (next: unknown) => put(scope, scopeId, setting.key, next),
    onSuccess: () => {
      const before = setting.value;
      notices.undoable(t("shell:saved"), () => save.mutate(before));
      void settled();
    },
  });
  const inherit = useMutation({
    mutationFn: () => clear(scope, scopeId, setting.key),
    onSuccess: () => void settled(),
    onError: notices.failed,
  });
  const own = setting.inherited_from === (scope === "mine" ? "user" : scope);
  const title = label(setting.title);
  const elsewhere = scope === "organisation" ? setting.kept_at : "";
  const changed = JSON.stringify(value) !== JSON.stringify(setting.value);
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <h3>{title}</h3>
        <p className={styles.description}>{label(setting.description)}</p>
        <p className={styles.meta}>
          {t("shell:rules.default", { value: shownValue(setting, setting.default, t, label) })}
          {own && !elsewhere && (
            <Button type="link" size="small" onClick={() => inherit.mutate()}>
              {t("shell:rules.inherit")}
            </Button>
          )}
        </p>
      </div>
      <div className={styles.field}>
        {elsewhere ? (
          <p>
            {shownValue(setting, setting.value, t, label)}{" "}
            <Link to={elsewhere as never}>{t("shell:rules.elsewhere")}</Link>
          </p>
        ) : (
          <SettingField setting={setting} title={title} value={value} onChange={setValue} />
        )}
        {save.error !== null && <p className={styles.error}>{sentence(save.error)}</p>}
        {changed && (
          <div className={styles.buttons}>
            <Button size="small" onClick={() => setValue(setting.value)}>
              {t("shell:cancel")}
            </Button>
            <Button
              size="small"
              type="primary"
              loading={save.isPending}
              onClick={() => save.mutate(value)}
            >
              {t("shell:save")}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
