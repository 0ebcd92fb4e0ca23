import { useT } from "@/shell/hooks/text";
import { Frame } from "../parts/frame";
import { FreshnessSection } from "../parts/freshness";
import { GapsSection } from "../parts/gaps";
import { UsesSection } from "../parts/uses";

/** 知识看板: what people ask and do not find, what grows old, what is used. */
export default function BoardPage() {
  const t = useT();
  return (
    <Frame lead={t("knowledge:board.lead")}>
      <GapsSection />
      <FreshnessSection />
      <UsesSection />
    </Frame>
  );
}
