import { useT } from "@/shell/hooks/text";
import { differenceWords } from "@/ui/compared";
import type { Trial, TrialCompared } from "../../api/shapes";
import { decisive } from "../../api/trials";

const UNITS = { helpful: "rated", alone: "readers", settled: "readers" } as const;

/** What a trial says first, with the figure it says it of. */
export function useHeadline() {
  const t = useT();
  const verdict = useVerdict();
  return (trial: Trial): string => {
    const told = decisive(trial);
    if (!told) return "";
    return t("knowledge:trial.said", {
      figure: t(`knowledge:trial.share.${told.name}`),
      verdict: verdict(told),
    });
  };
}

/** What a comparison says, in plain words; B is what is tried. */
export function useVerdict() {
  const t = useT();
  return ({ name, verdict, ...found }: TrialCompared): string => {
    const words = differenceWords(found);
    if (verdict !== "unclear") return t(`knowledge:trial.${verdict}`, words);
    const unit = UNITS[name];
    return t(`knowledge:trial.${found.value === null ? "nothing" : "unclear"}.${unit}`, words);
  };
}
