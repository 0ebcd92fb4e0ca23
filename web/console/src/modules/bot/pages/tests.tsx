import { useT } from "@/shell/hooks/text";
import { Frame } from "../parts/frame";
import { QuestionList } from "../parts/tests/question-list";
import { RunSection } from "../parts/tests/run-section";

/** 测试集: questions with their right answers, asked again after every change. */
export default function TestsPage() {
  const t = useT();
  return (
    <Frame lead={t("bot:tests.lead")}>
      <RunSection />
      <QuestionList />
    </Frame>
  );
}
