import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useActs } from "@/shell/hooks/acts";
import { useReadAbout } from "@/shell/hooks/bell";
import { useGo } from "@/shell/hooks/go";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { giveBack } from "../../api/actions";
import { useConversation } from "../../api/feed";
import { useHeld } from "../../api/store";
import { Composer, type ComposerHandle } from "../composer/composer";
import { TogetherDialog } from "../together/dialogs";
import { Strip } from "../together/strip";
import { type Dialog, ThreadHeader } from "./header";
import { Messages } from "./messages";
import { needsSummary } from "./needs-summary";
import styles from "./thread.module.css";

const FindBar = lazy(() => import("./find-bar"));
const SummaryLine = lazy(() => import("./summary-line"));
const OfferBanner = lazy(() => import("../together/offer"));
const CloseDialog = lazy(() => import("../dialogs/close-dialog"));
const TransferDialog = lazy(() => import("../dialogs/transfer-dialog"));

type Props = { id: string; onBack: () => void; showCards: (() => void) | null };

/** The middle column: one conversation (会话). */
export function ThreadView({ id, onBack, showCards }: Props) {
  const t = useT();
  const go = useGo();
  const phone = usePhone();
  const allowed = useCan();
  const sentence = useSentence();
  const { failure, reload } = useConversation(id);
  useReadAbout("conversation", id);
  const summary = useHeld((state) => state.summaries[id]);
  const thread = useHeld((state) => state.threads[id]);
  const notices = useNotices();
  const [dialog, setDialog] = useState<Dialog>(null);
  const [finding, setFinding] = useState(false);
  const composer = useRef<ComposerHandle>(null);
  const note = useCallback(() => composer.current?.start("note"), []);
  const live = summary !== undefined && summary.state !== "closed";
  const transfers = live && allowed("conversations.transfer");
  const closes = live && summary.state !== "queued" && allowed("conversations.close");
  const reply = useCallback(() => composer.current?.start("reply"), []);
  const act = (name: string, keys: string[], run: () => void, enabled = live) => ({
    id: `thread.${name}`,
    label: `conversations:help.${name}`,
    group: "conversations:help.open",
    keys,
    run,
    enabled,
  });
  useActs([
    act("reply", ["r"], reply),
    act("note", ["n", "alt+n"], note),
    act("transfer", ["t", "alt+t"], () => setDialog("transfer"), transfers),
    act("return", [], () => void giveBack(id).catch(notices.failed), transfers && closes),
    act("subject", ["alt+s"], () => setDialog("subject"), live && allowed("conversations.reply")),
    act("close", ["e", "alt+e"], () => setDialog("close"), closes),
    act("find", ["alt+f"], () => setFinding(true), summary !== undefined),
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation closes the dialog
  useEffect(() => setDialog(null), [id]);
  if (failure) {
    return (
      <ErrorState
        title={t("conversations:error.open")}
        detail={sentence(failure)}
        retry={reload}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!summary || !thread) {
    return (
      <div className={styles.thread} data-hides-tabs>
        <RowsSkeleton rows={8} />
      </div>
    );
  }
  return (
    <section className={styles.thread} data-hides-tabs aria-label={summary.customer.name}>
      <ThreadHeader
        summary={summary}
        phone={phone}
        showCards={showCards}
        onBack={onBack}
        open={setDialog}
        onNote={note}
      />
      <Suspense>{finding && <FindBar id={id} done={() => setFinding(false)} />}</Suspense>
      <Suspense>
        <OfferBanner summary={summary} />
      </Suspense>
      <Strip summary={summary} />
      <Suspense>
        {needsSummary(summary, thread) && <SummaryLine key={`summary-${id}`} summary={summary} />}
      </Suspense>
      <Messages key={id} summary={summary} thread={thread} />
      <Composer
        key={`composer-${id}`}
        ref={composer}
        summary={summary}
        onClose={() => setDialog("close")}
      />
      <Suspense>
        {dialog === "transfer" && (
          <TransferDialog
            summary={summary}
            done={(stillMine) => {
              setDialog(null);
              if (!stillMine) go("/conversations");
            }}
          />
        )}
        <TogetherDialog open={dialog} summary={summary} done={() => setDialog(null)} />
        {(dialog === "close" || dialog === "subject") && (
          <CloseDialog summary={summary} only={dialog} done={() => setDialog(null)} />
        )}
      </Suspense>
    </section>
  );
}
