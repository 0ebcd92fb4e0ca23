import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { isBusy, jobsQuery, percent, useLookAtJobs } from "@/shell/hooks/jobs";
import { useNotices } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { organise } from "../../api/learning";
import { BOT } from "../../api/shapes";

/** Groups what has come now, and says how far it is. */
export function Organise() {
  const t = useT();
  const label = useLabel();
  const notices = useNotices();
  const client = useQueryClient();
  const look = useLookAtJobs();
  const [asked, setAsked] = useState<string | null>(null);
  const { data } = useQuery({ ...jobsQuery("mine"), enabled: asked !== null });
  const job = data?.items.find((each) => each.id === asked);
  const busy = asked !== null && (job === undefined || isBusy(job));
  const before = useRef(busy);
  useEffect(() => {
    if (before.current && !busy && job) {
      setAsked(null);
      if (job.state === "done") notices.done(t("bot:learning.organised"));
      else notices.failed(new Error());
      void client.invalidateQueries({ queryKey: BOT });
    }
    before.current = busy;
  }, [busy, job, client, notices, t]);
  const begin = async () => {
    try {
      setAsked(await organise());
      look();
    } catch (reason) {
      notices.failed(reason);
    }
  };
  return (
    <Button loading={busy} onClick={() => void begin()} aria-live="polite">
      {busy && job?.step
        ? `${label(job.step)} ${percent(job)} %`
        : t(busy ? "bot:learning.organising" : "bot:learning.organise")}
    </Button>
  );
}
