import { Table } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Counts, type Figures, sum, wrongShare } from "../api/checks";
import styles from "./checks.module.css";
import { WideBox } from "./wide-box";

function Share({ checked, wrong }: { checked: number; wrong: number }) {
  const t = useT();
  const share = wrongShare(checked, wrong);
  if (share === null) return <span className={styles.quiet}>{t("checks:nothing")}</span>;
  return (
    <>
      {share} % <span className={styles.quiet}>{t("checks:of", { wrong, count: checked })}</span>
    </>
  );
}

function Bars({ days }: { days: Figures["days"] }) {
  const t = useT();
  const most = Math.max(1, ...days.map((day) => day.sampled + day.rerouted));
  return (
    <ol className={styles.bars} aria-label={t("checks:by.day")}>
      {days.map((day) => {
        const checked = day.sampled + day.rerouted;
        const wrong = day.sampled_wrong + day.rerouted_wrong;
        const words = t("checks:day", { day: day.day.slice(5), wrong, count: checked });
        return (
          <li key={day.day} title={words}>
            <span className={styles.bar} style={{ height: `${(checked / most) * 100}%` }}>
              <span style={{ height: `${checked ? (wrong / checked) * 100 : 0}%` }} />
            </span>
            <span className="visually-hidden">{words}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** How often routing was wrong (分流错误率): of the sample, of what was sent on, by day, by rule. */
export function FiguresView({ figures }: { figures: Figures }) {
  const t = useT();
  const total = sum(figures.days);
  const columns = [
    {
      title: t("checks:rule"),
      key: "rule",
      render: (_: unknown, line: Figures["rules"][number]) =>
        line.rule_name ?? t("checks:rule.none"),
    },
    {
      title: t("checks:sampled"),
      key: "sampled",
      render: (_: unknown, line: Counts) => (
        <Share checked={line.sampled} wrong={line.sampled_wrong} />
      ),
    },
    {
      title: t("checks:rerouted"),
      key: "rerouted",
      render: (_: unknown, line: Counts) => (
        <Share checked={line.rerouted} wrong={line.rerouted_wrong} />
      ),
    },
  ];
  return (
    <>
      <dl className={styles.numbers}>
        <div>
          <dt>{t("checks:sampled")}</dt>
          <dd>
            <Share checked={total.sampled} wrong={total.sampled_wrong} />
          </dd>
        </div>
        <div>
          <dt>{t("checks:rerouted")}</dt>
          <dd>
            <Share checked={total.rerouted} wrong={total.rerouted_wrong} />
          </dd>
        </div>
      </dl>
      {figures.days.length > 0 && <Bars days={figures.days} />}
      {figures.rules.length > 0 && (
        <WideBox label={t("checks:figures")}>
          <Table
            size="small"
            pagination={false}
            rowKey={(line) => line.rule_id ?? ""}
            columns={columns}
            dataSource={figures.rules}
          />
        </WideBox>
      )}
    </>
  );
}
