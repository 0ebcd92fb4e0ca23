import { useT } from "@/shell/hooks/text";
import { differenceWords } from "@/ui/compared";
import type { TrialCompared } from "../../api/shapes";

const UNITS = { helpful: "rated", alone: "readers", settled: "readers" } as const;

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
