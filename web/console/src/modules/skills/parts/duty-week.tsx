import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import type { DutyShift, MatrixRow } from "@/api/types";
import { useNow } from "@/shell/hooks/now";
import { useLanguage, useT } from "@/shell/hooks/text";
import { isPast, type Part, partsOn } from "../api/week";
import styles from "./duty.module.css";

type Props = {
  days: Date[];
  people: MatrixRow[];
  shifts: DutyShift[];
  add: (staff: string, day: number) => void;
  remove: (shift: DutyShift, name: string) => void;
};

type ChipProps = { part: Part; name: string; showName?: boolean; remove: () => void };

function Chip({ part, name, showName, remove }: ChipProps) {
  const t = useT();
  const time = `${part.from}–${part.to}`;
  return (
    <span className={styles.chip} title={part.shift.note || undefined}>
      <span>
        {showName && <strong>{name} </strong>}
        <span className="tnum">{time}</span>
        {part.shift.note && <span className={styles.note}> {part.shift.note}</span>}
      </span>
      <button type="button" aria-label={t("skills:duty.remove", { name, time })} onClick={remove}>
        <CloseOutlined />
      </button>
    </span>
  );
}

/** A week of duty as a sheet: people down, days across. */
export function DutyWeek({ days, people, shifts, add, remove }: Props) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
  const date = new Intl.DateTimeFormat(language, { month: "numeric", day: "numeric" });
  return (
    <div className={styles.frame}>
      <table className={styles.week} aria-label={t("skills:duty")}>
        <thead>
          <tr>
            <th scope="col">{t("skills:person")}</th>
            {days.map((day) => (
              <th
                key={day.getTime()}
                scope="col"
                className={isPast(day, now) ? styles.past : undefined}
              >
                {weekday.format(day)} <span className="tnum">{date.format(day)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => {
            const own = shifts.filter((shift) => shift.staff_id === person.staff_id);
            return (
              <tr key={person.staff_id}>
                <th scope="row">
                  {person.name}
                  <span className={styles.note}> {t(`skills:grade.${person.grade}`)}</span>
                </th>
                {days.map((day, at) => (
                  <td key={day.getTime()}>
                    {partsOn(day, own).map((part) => (
                      <Chip
                        key={part.shift.id}
                        part={part}
                        name={person.name}
                        remove={() => remove(part.shift, person.name)}
                      />
                    ))}
                    <button
                      type="button"
                      className={styles.add}
                      aria-label={t("skills:duty.add.on", {
                        name: person.name,
                        day: weekday.format(day),
                      })}
                      onClick={() => add(person.staff_id, at)}
                    >
                      <PlusOutlined />
                    </button>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The same on a phone: day by day. */
export function DutyList({ days, people, shifts, remove }: Omit<Props, "add">) {
  const t = useT();
  const language = useLanguage();
  const named = new Intl.DateTimeFormat(language, {
    weekday: "long",
    month: "numeric",
    day: "numeric",
  });
  const nameOf = (id: string) => people.find((each) => each.staff_id === id)?.name ?? "";
  return (
    <ol className={styles.list}>
      {days.map((day) => {
        const parts = partsOn(day, shifts);
        return (
          <li key={day.getTime()}>
            <h2>{named.format(day)}</h2>
            {parts.length === 0 && <p className={styles.note}>{t("skills:duty.nobody")}</p>}
            {parts.map((part) => (
              <Chip
                key={part.shift.id}
                part={part}
                showName
                name={nameOf(part.shift.staff_id)}
                remove={() => remove(part.shift, nameOf(part.shift.staff_id))}
              />
            ))}
          </li>
        );
      })}
    </ol>
  );
}
