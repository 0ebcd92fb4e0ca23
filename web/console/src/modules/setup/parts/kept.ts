import type { Labels, SetupInput } from "@/api/types";
import type { T } from "@/shell/hooks/text";

const KEY = "zhiyin.setup";

/** Keeps a half-filled set-up through a reload, without the password. */
export function keepSetup(values: SetupInput | null): void {
  if (values === null) {
    sessionStorage.removeItem(KEY);
    return;
  }
  const { password: _, ...owner } = values.owner ?? {};
  sessionStorage.setItem(KEY, JSON.stringify({ ...values, owner }));
}

/** What was filled in before, or a first guess. */
export function keptSetup(t: T, greeting: Labels): Partial<SetupInput> {
  const guess: Partial<SetupInput> = {
    shop: { name: "", time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    team: { name: t("setup:guess.team") },
    widget: {
      name: t("setup:guess.widget"),
      color: "#0b776b",
      greeting,
      allowed_origins: [],
    },
  };
  try {
    return { ...guess, ...(JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as SetupInput) };
  } catch {
    return guess;
  }
}
