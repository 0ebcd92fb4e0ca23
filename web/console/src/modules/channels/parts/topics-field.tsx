import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useSubjects } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import styles from "./channels.module.css";
import { moved } from "./data";

/** More would be a list to read instead of a tap. */
const MOST = 8;

type Props = { id?: string; value?: string[]; onChange?: (value: string[]) => void };

/** The subjects a visitor may choose before chatting (咨询主题), in their order. */
export function TopicsField({ id, value = [], onChange }: Props) {
  const t = useT();
  const label = useLabel();
  const subjects = useSubjects().filter((subject) => subject.active);
  const name = (topic: string) =>
    label(subjects.find((subject) => subject.id === topic)?.name) || t("channels:topics.gone");
  return (
    <div>
      <ol className={styles.topics}>
        {value.map((topic, at) => (
          <li key={topic}>
            <span className={styles.grow}>{name(topic)}</span>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              disabled={at === 0}
              aria-label={t("channels:topics.up", { name: name(topic) })}
              onClick={() => onChange?.(moved(value, at, -1))}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              disabled={at === value.length - 1}
              aria-label={t("channels:topics.down", { name: name(topic) })}
              onClick={() => onChange?.(moved(value, at, 1))}
            />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t("channels:topics.remove", { name: name(topic) })}
              onClick={() => onChange?.(value.filter((each) => each !== topic))}
            />
          </li>
        ))}
      </ol>
      {value.length < MOST && (
        <Select
          {...(id ? { id } : {})}
          showSearch={{ optionFilterProp: "label" }}
          value={null}
          placeholder={t("channels:topics.add")}
          options={subjects
            .filter((subject) => !value.includes(subject.id))
            .map((subject) => ({ value: subject.id, label: label(subject.name) }))}
          onChange={(topic: string | null) => topic && onChange?.([...value, topic])}
        />
      )}
    </div>
  );
}
