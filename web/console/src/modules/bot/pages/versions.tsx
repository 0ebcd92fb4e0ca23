import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Endless } from "@/shell/hooks/endless";
import { useNotices } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { BOT, MANAGE } from "../api/shapes";
import { rollBack, versionsQuery } from "../api/versions";
import { Frame } from "../parts/frame";
import { TrialSection } from "../parts/versions/trial-section";
import { VersionRow } from "../parts/versions/version-row";

/** 版本: every change of the bot that went live, what was measured before, and the way back. */
export default function VersionsPage() {
  const t = useT();
  const allowed = useCan();
  const notices = useNotices();
  const client = useQueryClient();
  const query = useInfiniteQuery(versionsQuery);
  const page = query.data?.pages[0];
  const going = useMutation({
    mutationFn: (number: number) => rollBack(number),
    onError: notices.failed,
    onSuccess: (_, number) => {
      const before = page?.live;
      const words = t("bot:version.back.done", { number });
      if (before) notices.undoable(words, () => going.mutate(before));
      else notices.done(words);
    },
    onSettled: () => client.invalidateQueries({ queryKey: BOT }),
  });
  const mayGoBack = allowed(MANAGE) && page?.trial === null;
  return (
    <Frame lead={t("bot:versions.lead")}>
      <TrialSection />
      <Section>
        <Endless
          query={query}
          empty={{ title: t("bot:versions.none"), hint: t("bot:versions.none.hint") }}
        >
          {(versions) => (
            <ol>
              {versions.map((version) => (
                <VersionRow
                  key={version.number}
                  version={version}
                  live={version.number === page?.live}
                  busy={going.isPending}
                  back={
                    mayGoBack && version.live_at && version.number !== page?.live
                      ? () => going.mutate(version.number)
                      : undefined
                  }
                />
              ))}
            </ol>
          )}
        </Endless>
      </Section>
    </Frame>
  );
}
