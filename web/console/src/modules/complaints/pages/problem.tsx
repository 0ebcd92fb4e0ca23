import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { usePathParam } from "@/shell/hooks/go";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { useComplaintMove, useFreshComplaints } from "../api/complaints";
import {
  changeProblem,
  type Problem,
  type ProblemState,
  problemQuery,
  removeMember,
  STATES,
} from "../api/problems";
import { CauseSelect } from "../parts/cause";
import styles from "../parts/complaints.module.css";
import { ComplaintList } from "../parts/list";
import { useYuan } from "../parts/marks";
import { Sums } from "../parts/sums";

/** One problem: the complaints it has, how many customers, what it has cost so far. */
export default function ProblemPage() {
  const t = useT();
  const sentence = useSentence();
  const id = usePathParam("id") ?? "";
  const { data, error, refetch } = useQuery(problemQuery(id));
  useFreshComplaints();
  if (error && !data) {
    return (
      <ErrorState
        title={t("complaints:problem.error")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!data) return <RowsSkeleton rows={6} />;
  return (
    <Page
      wide
      title={data.name}
      lead={
        <Link to={"/complaints" as never}>
          <ArrowLeftOutlined /> {t("complaints:menu")}
        </Link>
      }
    >
      <Section>
        <Numbers one={data} />
        <Settings one={data} />
      </Section>
      <Members one={data} />
    </Page>
  );
}

function Numbers({ one }: { one: Problem }) {
  const yuan = useYuan();
  const shown: [string, string][] = [
    ["complaints", String(one.figures.complaints)],
    ["customers", String(one.figures.customers)],
    ["open", String(one.figures.open)],
    ["compensation", yuan(one.figures.compensation)],
  ];
  return <Sums shown={shown} />;
}

/** Where it stands and why it happens; only whoever grades complaints changes that. */
function Settings({ one }: { one: Problem }) {
  const t = useT();
  const notices = useNotices();
  const allowed = useCan()("complaints.grade");
  const move = useComplaintMove((part: { state?: ProblemState; cause_id?: string | null }) =>
    changeProblem(one, part),
  );
  const change = (part: { state?: ProblemState; cause_id?: string | null }) =>
    move.mutate(part, { onError: notices.failed });
  if (!allowed) return null;
  return (
    <div className={styles.acts}>
      <Select<ProblemState>
        aria-label={t("complaints:problem.state")}
        style={{ minWidth: 140 }}
        value={one.state}
        options={STATES.map((value) => ({ value, label: t(`complaints:problem.${value}`) }))}
        onChange={(state) => change({ state })}
      />
      <span style={{ flex: "1 1 240px", maxWidth: 420 }}>
        <CauseSelect value={one.cause_id} onChange={(cause_id) => change({ cause_id })} />
      </span>
    </div>
  );
}

function Members({ one }: { one: Problem }) {
  const t = useT();
  const notices = useNotices();
  const allowed = useCan()("complaints.file");
  const move = useComplaintMove((complaint: string) => removeMember(one.id, complaint));
  return (
    <Section title={t("complaints:problem.members")}>
      <ComplaintList
        rows={one.members}
        act={(row) =>
          allowed && (
            <Button
              type="text"
              size="small"
              aria-label={t("complaints:problem.remove.of", { ref: row.ref })}
              onClick={() => move.mutate(row.id, { onError: notices.failed })}
            >
              {t("complaints:problem.remove")}
            </Button>
          )
        }
      />
    </Section>
  );
}
