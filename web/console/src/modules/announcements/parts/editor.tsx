import { Button, Checkbox, Drawer, Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTeams } from "@/shell/hooks/directory";
import { useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { useAnnouncementActions } from "../api/actions";
import type { Managed } from "../api/announcements";
import styles from "./announcements.module.css";

const HOURS = [0, 4, 24, 72, 168];

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is given as a child
    <label className={styles.field}>
      <span>{label}</span>
      {children}
    </label>
  );
}

/** Writes an announcement: the words, for whom, how long it stands, and whether to confirm it. */
export function Editor({ held, close }: { held?: Managed | undefined; close: () => void }) {
  const t = useT();
  const me = useMe();
  const everything = useTeams();
  const { save } = useAnnouncementActions();
  const [zh, setZh] = useState(held?.text["zh-CN"] ?? "");
  const [en, setEn] = useState(held?.text.en ?? "");
  const [chosen, setChosen] = useState<string[]>(held?.team_ids ?? me.teams.map((one) => one.id));
  const [hours, setHours] = useState(held ? -1 : 24);
  const [must, setMust] = useState(held?.must_confirm ?? false);
  const pinned = () => {
    if (hours < 0) return held?.pinned_until ?? null;
    return hours === 0 ? null : new Date(Date.now() + hours * 3_600_000).toISOString();
  };
  const send = () =>
    save.mutate(
      {
        ...(held ? { id: held.id, version: held.version } : {}),
        draft: {
          text: { "zh-CN": zh, en },
          team_ids: chosen,
          pinned_until: pinned(),
          must_confirm: must,
        },
      },
      { onSuccess: close },
    );
  return (
    <Drawer
      open
      size={480}
      title={t(held ? "announcements:edit" : "announcements:new")}
      onClose={close}
      footer={
        <Button
          type="primary"
          disabled={!zh.trim() && !en.trim()}
          loading={save.isPending}
          onClick={send}
        >
          {t(held ? "announcements:save" : "announcements:send")}
        </Button>
      }
    >
      <Field label={t("announcements:zh")}>
        <Input.TextArea
          value={zh}
          rows={4}
          maxLength={2000}
          onChange={(event) => setZh(event.target.value)}
        />
      </Field>
      <Field label={t("announcements:en")}>
        <Input.TextArea
          value={en}
          rows={3}
          maxLength={2000}
          onChange={(event) => setEn(event.target.value)}
        />
      </Field>
      <p className={styles.quiet}>{t("announcements:one_language")}</p>
      <Field label={t("announcements:for")}>
        <Select
          mode="multiple"
          aria-label={t("announcements:for")}
          placeholder={t("announcements:everybody")}
          value={chosen}
          onChange={setChosen}
          options={everything.map((each) => ({ value: each.id, label: each.name }))}
        />
      </Field>
      <Field label={t("announcements:pinned")}>
        <Select
          aria-label={t("announcements:pinned")}
          value={hours}
          onChange={setHours}
          options={[...(held ? [-1] : []), ...HOURS].map((value) => ({
            value,
            label: t(`announcements:pinned.${value}`),
          }))}
        />
      </Field>
      <Checkbox checked={must} onChange={(event) => setMust(event.target.checked)}>
        {t("announcements:must_confirm")}
      </Checkbox>
      {held && <p className={styles.quiet}>{t("announcements:again")}</p>}
    </Drawer>
  );
}
