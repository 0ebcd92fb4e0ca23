import { DeleteOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useState } from "react";
import { useT } from "@/shell/hooks/text";
import styles from "./tree.module.css";

type Props = { words: string[]; save: (words: string[]) => void; remove: () => void };

/** One group: words are added and taken away where they stand (一组同义词). */
export function SynonymRow({ words, save, remove }: Props) {
  const t = useT();
  const [held, setHeld] = useState(words);
  const name = words.join(t("shell:field.and"));
  const changed = held.join("\n") !== words.join("\n");
  return (
    <li className={styles.group}>
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        variant="borderless"
        tokenSeparators={[",", "，", "、", ";", "；"]}
        aria-label={name}
        value={held}
        onChange={(next: string[]) => setHeld(next)}
        onBlur={() => {
          // One word alone means nothing but itself.
          if (held.length < 2) setHeld(words);
          else if (changed) save(held);
        }}
      />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t("knowledge:synonyms.remove", { name })}
        onClick={remove}
      />
    </li>
  );
}
