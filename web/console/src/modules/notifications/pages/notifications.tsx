import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { useChoice } from "../api/choice";
import { PushDevices } from "../parts/push-devices";
import { Quiet } from "../parts/quiet";
import { Topics } from "../parts/topics";
import { Ways } from "../parts/ways";

/** 通知: how I am called, for each of us alone. */
export default function NotificationsPage() {
  const t = useT();
  const { choice, change } = useChoice();
  return (
    <Page title={t("notifications:title")} lead={t("notifications:lead")}>
      <Section title={t("notifications:ways")}>
        <Ways choice={choice} change={change} />
      </Section>
      <Section title={t("notifications:push")} lead={t("notifications:push.lead")}>
        <PushDevices />
      </Section>
      <Section title={t("notifications:topics")} lead={t("notifications:topics.lead")}>
        <Topics choice={choice} change={change} />
      </Section>
      <Section title={t("notifications:quiet")}>
        <Quiet choice={choice} change={change} />
      </Section>
    </Page>
  );
}
