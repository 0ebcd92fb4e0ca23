import { useT } from "@/shell/hooks/text";
import { ExportSection } from "../parts/export";
import { Frame } from "../parts/frame";
import { ImportSection } from "../parts/import";

/** 导入与导出: tables of questions and answers, Markdown, HTML. */
export default function TransferPage() {
  const t = useT();
  return (
    <Frame lead={t("knowledge:transfer.lead")}>
      <ImportSection />
      <ExportSection />
    </Frame>
  );
}
