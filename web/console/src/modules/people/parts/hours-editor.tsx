import { CloseOutlined } from "@ant-design/icons";
import { Button, Select, Switch } from "antd";
import { useMemo, useState } from "react";
import type { Hours } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import { fullWeek, type Span, timeFrom, WORKDAYS, wrongDay } from "../api/hours";
import styles from "./people.module.css";

type Props = {
  value?: Hours | null;
  onChange?: (value: Hours | null) => void;
  zone: string;
};

export function timeZones(): string[] {
  return Intl.supportedValuesOf("timeZone");
}

/** A shop is in one time zone; everybody knows their own city. */
export function ZoneSelect(props: {
  value?: string;
  onChange?: (zone: string) => void;
  id?: string;
}) {
  const t = useT();
  const options = useMemo(() => timeZones().map((zone) => ({ value: zone, label: zone })), []);
  return (
    <Select
      showSearch
      aria-label={t("people:time_zone")}
      options={options}
      style={{ width: "100%" }}
      {...props}
    />
  );
}

/** A time as people type it, in 24 hours whatever the browser's habit. */
function TimeField(props: { label: string; value: string; onChange: (time: string) => void }) {
  const [text, setText] = useState(props.value);
  const settle = () => {
    const time = timeFrom(text);
    setText(time ?? props.value);
    if (time && time !== props.value) props.onChange(time);
  };
  return (
    <input
      type="text"
      inputMode="numeric"
      className={`${styles.time} tnum`}
      aria-label={props.label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={settle}
    />
  );
}

function Day(props: { day: number; spans: Span[]; change: (spans: Span[]) => void }) {
  const t = useT();
  const { spans, change } = props;
  const name = t(`people:day.${props.day}`);
  const set = (at: number, edge: 0 | 1, time: string) =>
    change(
      spans.map((span, index): Span => {
        if (index !== at) return span;
        return edge === 0 ? [time, span[1]] : [span[0], time];
      }),
    );
  return (
    <div className={styles.day}>
      <span>{name}</span>
      <div className={styles.spans}>
        {spans.map((span, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other identity
          <span key={at} className={styles.span}>
            {([0, 1] as const).map((edge) => (
              <TimeField
                key={edge}
                label={`${name} ${t(edge === 0 ? "people:hours.from" : "people:hours.to")}`}
                value={span[edge]}
                onChange={(time) => set(at, edge, time)}
              />
            ))}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t("people:hours.remove", { day: name })}
              onClick={() => change(spans.filter((_, index) => index !== at))}
            />
          </span>
        ))}
        <Button
          type="link"
          size="small"
          onClick={() => change([...spans, spans.length ? ["13:00", "18:00"] : ["09:00", "18:00"]])}
        >
          {t(spans.length ? "people:hours.add" : "people:hours.open")}
        </Button>
      </div>
    </div>
  );
}

/** Opening hours (营业时间): always open, or day by day. */
export function HoursEditor({ value = null, onChange, zone }: Props) {
  const t = useT();
  const week = fullWeek(value?.week ?? []);
  const wrong = value ? wrongDay(week) : null;
  const put = (hours: Hours) => onChange?.(hours);
  return (
    <div className={styles.hours}>
      <div>
        <Switch
          aria-label={t("people:hours.always")}
          checked={value === null}
          onChange={(always) =>
            onChange?.(always ? null : { time_zone: zone, holidays: "none", week: WORKDAYS })
          }
        />{" "}
        {t("people:hours.always")}
      </div>
      {value && (
        <>
          <ZoneSelect
            value={value.time_zone}
            onChange={(time_zone) => put({ ...value, time_zone, week })}
          />
          {week.map((spans, day) => (
            <Day
              // biome-ignore lint/suspicious/noArrayIndexKey: a week always has seven days
              key={day}
              day={day}
              spans={spans}
              change={(next) =>
                put({
                  ...value,
                  week: week.map((held, index) => (index === day ? next : held)),
                })
              }
            />
          ))}
          <div>
            <Switch
              aria-label={t("people:hours.holidays")}
              checked={value.holidays === "cn"}
              onChange={(follows) => put({ ...value, week, holidays: follows ? "cn" : "none" })}
            />{" "}
            {t("people:hours.holidays")}
            <p className={styles.quiet}>{t("people:hours.holidays.hint")}</p>
          </div>
          {wrong !== null && (
            <p role="alert" style={{ color: "var(--late)" }}>
              {t("people:hours.wrong", { day: t(`people:day.${wrong}`) })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
