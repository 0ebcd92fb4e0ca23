import { useQueries } from "@tanstack/react-query";
import { Modal } from "antd";
import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import { KeyCap } from "@/ui/keycap";
import { useOffered } from "../hooks/acts";
import { useGo } from "../hooks/go";
import { useCan } from "../hooks/session";
import { useSettled } from "../hooks/settled";
import { isComposing } from "../hooks/shortcuts";
import { useT } from "../hooks/text";
import { contributed, inOrder } from "../registry";
import styles from "./palette.module.css";
import { type Entry, fixedEntries, hitEntries, narrow } from "./palette-entries";
import { closePalette, useFirstWords } from "./palette-state";

function useEntries(text: string): { entries: Entry[]; busy: boolean } {
  const t = useT();
  const allowed = useCan();
  const offered = useOffered();
  const asked = useSettled(text.trim());
  const finders = inOrder(contributed("finders")).filter((finder) => allowed(finder.permission));
  const answers = useQueries({
    queries: finders.map((finder) => ({
      queryKey: ["palette", finder.id, asked],
      queryFn: () => finder.find(asked),
      enabled: asked.length > 0,
      staleTime: 10_000,
    })),
  });
  const fixed = fixedEntries(
    {
      menu: contributed("menu"),
      commands: [...offered, ...contributed("commands")],
      settings: contributed("settings"),
    },
    t,
    allowed,
  );
  const found = finders.flatMap((finder, at) =>
    hitEntries(finder, asked, answers[at]?.data ?? [], t),
  );
  return {
    entries: [...narrow(fixed, text), ...(asked ? found : [])],
    busy: answers.some((answer) => answer.isFetching),
  };
}

/** Finds anything and does anything (Ctrl/⌘ K). */
export default function Palette() {
  const t = useT();
  const go = useGo();
  const [text, setText] = useState(useFirstWords());
  const [at, setAt] = useState(0);
  const { entries, busy } = useEntries(text);
  const chosen = Math.min(at, Math.max(0, entries.length - 1));
  useEffect(() => {
    document.getElementById(`palette-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    closePalette();
    entry.run(go);
  };
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, entries.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
    else if (event.key === "Enter") run(entries[chosen]);
    else return;
    event.preventDefault();
  };
  const groups = useMemo(() => [...new Set(entries.map((entry) => entry.group))], [entries]);
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={closePalette}
      width={640}
      styles={{ container: { padding: 0 } }}
      style={{ top: 80 }}
      title={<span className="visually-hidden">{t("shell:palette.title")}</span>}
      classNames={{ header: styles.header ?? "" }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: a palette is for typing
        autoFocus
        className={styles.input}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={entries.length ? `palette-${chosen}` : undefined}
        aria-label={t("shell:palette.title")}
        placeholder={t("shell:palette.placeholder")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div
        id="palette-list"
        role="listbox"
        aria-label={t("shell:palette.title")}
        className={styles.list}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={group} role="group" aria-label={group}>
            <div className={styles.group} aria-hidden="true">
              {group}
            </div>
            {entries.map((entry, index) =>
              entry.group !== group ? null : (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys
                <div
                  key={entry.id}
                  id={`palette-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === chosen}
                  className={index === chosen ? styles.chosen : styles.entry}
                  onMouseMove={() => setAt(index)}
                  onClick={() => run(entry)}
                >
                  <span className={styles.title}>{entry.title}</span>
                  {entry.detail && <span className={styles.detail}>{entry.detail}</span>}
                  {entry.keys && <KeyCap combo={entry.keys} />}
                </div>
              ),
            )}
          </div>
        ))}
      </div>
      {entries.length === 0 && (
        <p className={styles.none} role="status">
          {busy ? t("shell:palette.searching") : t("shell:palette.none")}
        </p>
      )}
    </Modal>
  );
}
