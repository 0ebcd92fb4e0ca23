import type { Summary } from "@/api/types";
import { type Prepared, useBeOpenComposer } from "@/shell/hooks/composer";
import { useCan, useMe } from "@/shell/hooks/session";
import { changeDraft } from "../../api/drafts";
import { barrierFor } from "../composer/barrier";
import { Cards } from "./panel";

/** The cards on a phone, where they cover the composer: what is put in goes to its draft. */
export function PhoneCards({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const me = useMe();
  const allowed = useCan();
  const { id } = summary;
  const writes = allowed("conversations.reply") && barrierFor(summary, me.id) === null;
  const put = (text: string, taken: Prepared[]) => {
    changeDraft(id, (draft) => ({
      ...draft,
      mode: "reply",
      reply: [draft.reply, text].filter(Boolean).join("\n"),
      taken: [...(draft.taken ?? []), ...taken],
    }));
    onClose();
  };
  useBeOpenComposer(
    writes
      ? {
          conversation: id,
          insert: (text) => put(text, []),
          takeHit: (hit) => put(hit.text, [hit]),
        }
      : null,
  );
  return <Cards summary={summary} onClose={onClose} />;
}
