import { Modal } from "antd";
import { KeyCap } from "@/ui/keycap";
import type { ShortcutHelp } from "../contracts";
import { useT } from "../hooks/text";
import { contributed } from "../registry";
import styles from "./help.module.css";

const own: ShortcutHelp[] = [
  { keys: "mod+k", label: "shell:palette.title", group: "shell:help.everywhere" },
  { keys: "?", label: "shell:help.title", group: "shell:help.everywhere" },
];

/** All keys on one sheet (快捷键). */
export default function Help({ close }: { close: () => void }) {
  const t = useT();
  const all = [...own, ...contributed("shortcuts")];
  const groups = [...new Set(all.map((each) => each.group))];
  return (
    <Modal open footer={null} onCancel={close} title={t("shell:help.title")} width={680}>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h2>{t(group)}</h2>
            <dl>
              {all
                .filter((each) => each.group === group)
                .map((each) => (
                  <div key={each.keys + each.label} className={styles.row}>
                    <dt>{t(each.label)}</dt>
                    <dd>
                      <KeyCap combo={each.keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.hint}>{t("shell:help.hint")}</p>
    </Modal>
  );
}
