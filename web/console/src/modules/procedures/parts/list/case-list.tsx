import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Segmented, Select, Table } from "antd";
import { objectPath } from "@/shell/hooks/contributions";
import { Endless } from "@/shell/hooks/endless";
import { useGo } from "@/shell/hooks/go";
import { useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { type CaseRow, casesQuery, type Which } from "../../api/cases";
import type { ProcedureLine } from "../../api/procedures";
import { Due } from "../due";
import styles from "../procedures.module.css";
import { useMomentText } from "../said";

const WHICH: Which[] = ["running", "late", "ended", "cancelled"];

type Props = { procedures: ProcedureLine[]; which: Which; procedure: string | null };

/** Cases by what becomes of them: which step stands, with whom, until when. */
export function CaseList({ procedures, which, procedure }: Props) {
  const t = useT();
  const label = useLabel();
  const go = useGo();
  const query = useInfiniteQuery(casesQuery(which, procedure));
  const ask = (next: Which, id: string | null) =>
    go(`/procedures?view=cases&which=${next}${id ? `&procedure=${id}` : ""}`, { replace: true });
  return (
    <>
      <div className={styles.filters}>
        <Segmented<Which>
          aria-label={t("procedures:cases.which")}
          value={which}
          onChange={(next) => ask(next, procedure)}
          options={WHICH.map((value) => ({ value, label: t(`procedures:cases.${value}`) }))}
        />
        <Select<string | null>
          allowClear
          className={styles.pick ?? ""}
          aria-label={t("procedures:one")}
          placeholder={t("procedures:cases.any")}
          showSearch={{ optionFilterProp: "label" }}
          value={procedure}
          options={procedures.map(({ id, name }) => ({ value: id, label: label(name) }))}
          onChange={(next) => ask(which, next ?? null)}
        />
      </div>
      <Endless
        query={query}
        empty={{
          title: t(`procedures:cases.none.${which}`),
          hint: t("procedures:cases.none.hint"),
        }}
      >
        {(cases) => <Rows cases={cases} />}
      </Endless>
    </>
  );
}

function AboutLink({ about }: { about: CaseRow["about"] }) {
  const path = about.path ?? objectPath(about.kind, about.id);
  if (!path) return null;
  return (
    <Link to={path as never} className={styles.link}>
      {about.title ?? "…"}
    </Link>
  );
}

/** Where it stands: each open step with who has it. */
function Standing({ one }: { one: CaseRow }) {
  const t = useT();
  const label = useLabel();
  const moment = useMomentText();
  if (one.state !== "running") {
    return (
      <span className={styles.quiet}>
        {[
          label(one.result) || t(`procedures:cases.${one.state}`),
          one.ended_at && moment(one.ended_at),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    );
  }
  return (
    <ul className={styles.plain}>
      {one.open.map((step) => (
        <li key={step.id} className={styles.named}>
          <span>{label(step.name)}</span>
          <span className={styles.quiet}>
            {step.owner_name ?? step.team_name ?? t("procedures:unowned")}
          </span>
          <Due at={step.due_at} live />
        </li>
      ))}
    </ul>
  );
}

function ProcedureText({ one }: { one: CaseRow }) {
  const t = useT();
  const label = useLabel();
  return (
    <>
      {label(one.name)}{" "}
      <span className={styles.quiet}>{t("procedures:version", { number: one.number })}</span>
    </>
  );
}

function Rows({ cases }: { cases: CaseRow[] }) {
  const t = useT();
  const phone = usePhone();
  if (phone) {
    return (
      <ul className={styles.cards}>
        {cases.map((one) => (
          <li key={one.id}>
            <AboutLink about={one.about} />
            <p>
              <ProcedureText one={one} />
            </p>
            <Standing one={one} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table<CaseRow>
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={cases}
      columns={[
        { title: t("procedures:cases.about"), render: (_, one) => <AboutLink about={one.about} /> },
        {
          title: t("procedures:one"),
          width: 220,
          render: (_, one) => <ProcedureText one={one} />,
        },
        {
          title: t("procedures:cases.standing"),
          width: 380,
          render: (_, one) => <Standing one={one} />,
        },
        {
          title: t("procedures:cases.due"),
          width: 140,
          render: (_, one) => <Due at={one.due_at} live={one.state === "running"} />,
        },
      ]}
    />
  );
}
