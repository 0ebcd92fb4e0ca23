import { type UseQueryResult, useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import styles from "./model.module.css";

type FrameProps = {
  title: string;
  lead: string;
  /** What leaves the house. */
  leaves: string;
  /** Said while all thinking is switched off. */
  off: string | false;
  changed: boolean;
  saving: { isPending: boolean; error: Error | null };
  submit: () => void;
  form: ReactNode;
  children: ReactNode;
};

/** The page of an endpoint: its form with one button to save, and what is known of it below. */
export function EndpointFrame(props: FrameProps) {
  const t = useT();
  const sentence = useSentence();
  const { saving } = props;
  return (
    <Page
      title={props.title}
      lead={props.lead}
      actions={
        <Button
          type="primary"
          disabled={!props.changed}
          loading={saving.isPending}
          onClick={props.submit}
        >
          {t("shell:save")}
        </Button>
      }
    >
      <Section title={t("languagemodel:endpoint")} lead={props.leaves}>
        {props.off && <Alert className={styles.said} type="info" showIcon title={props.off} />}
        {saving.error && (
          <Alert className={styles.said} type="error" showIcon title={sentence(saving.error)} />
        )}
        {props.form}
      </Section>
      {props.children}
    </Page>
  );
}

/** What was asked for as soon as it is there; meanwhile its outline, or why it cannot be had. */
export function Loaded<Held>(props: {
  query: UseQueryResult<Held>;
  children: (held: Held) => ReactNode;
}) {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = props.query;
  if (error)
    return (
      <ErrorState
        title={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  if (!data) return <RowsSkeleton rows={8} />;
  return props.children(data);
}

type Tried = { ok: boolean; reason?: string | null };
type TryProps<Answer extends Tried> = {
  endpoint: { address: string; model: string };
  changed: boolean;
  lead: string;
  act: () => Promise<Answer>;
  done?: () => void;
  /** What is said of an answer that came, and whether it took too long. */
  well: (answer: Answer) => { title: string; slow: boolean; more?: string | undefined };
};

/** 试一试: one short question of ours, and how long it took or what is wrong. */
export function TrySection<Answer extends Tried>(props: TryProps<Answer>) {
  const t = useT();
  const sentence = useSentence();
  const tried = useMutation({ mutationFn: props.act, onSuccess: () => props.done?.() });
  const { endpoint, changed } = props;
  const ready = endpoint.address !== "" && endpoint.model !== "" && !changed;
  return (
    <Section
      title={t("languagemodel:try")}
      lead={changed ? t("languagemodel:try.save") : props.lead}
      extra={
        <Button loading={tried.isPending} disabled={!ready} onClick={() => tried.mutate()}>
          {t("languagemodel:try.act")}
        </Button>
      }
    >
      <div role="status">
        {tried.error && <Alert type="error" showIcon title={sentence(tried.error)} />}
        {tried.data && <Said answer={tried.data} well={props.well} />}
      </div>
    </Section>
  );
}

function Said<Answer extends Tried>({
  answer,
  well,
}: {
  answer: Answer;
  well: TryProps<Answer>["well"];
}) {
  const t = useT();
  if (!answer.ok) {
    const reason = answer.reason ?? "off";
    return (
      <Alert
        type="error"
        showIcon
        title={t(`languagemodel:reason.${reason}`)}
        description={t(`languagemodel:reason.${reason}.hint`)}
      />
    );
  }
  const { title, slow, more } = well(answer);
  return <Alert type={slow ? "warning" : "success"} showIcon title={title} description={more} />;
}
