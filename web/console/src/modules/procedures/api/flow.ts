import type { Outcome, ProcedureDocument, Step } from "./shapes";

/** One way from a step: to another or to an end, with every outcome that leads there. */
export type Way = {
  id: string;
  from: string;
  /** The code of a step, or the id of an end. */
  to: string;
  outcomes: Outcome[];
  /** It leads to a step one has come through already. */
  back: boolean;
};

export type Flow = {
  /** In the order one reads them: as the work goes on, branches one after the other. */
  steps: Step[];
  ends: string[];
  ways: Way[];
  /** Steps nobody comes to. */
  lost: ReadonlySet<string>;
};

/** Every step that ends the whole has an end of its own beside it: no way crosses the drawing. */
export const endOf = (step: string): string => `end:${step}`;
export const isEnd = ({ to }: { to: string }): boolean => to.startsWith("end:");

/** A procedure as steps and the ways between them. */
export function flowOf(document: ProcedureDocument): Flow {
  const known = new Map(document.steps.map((step) => [step.code, step]));
  const leads = new Map(
    document.steps.map((step) => [step.code, targetsOf(step).filter((code) => known.has(code))]),
  );
  const reached = distances([document.start], leads);
  const lost = new Set(document.steps.map(({ code }) => code).filter((code) => !reached.has(code)));
  const all = distances([document.start, ...lost], leads);
  const { order, backs } = walked([document.start, ...lost], leads, all);
  const steps = asTheWorkGoes(order, leads, backs).flatMap((code) => known.get(code) ?? []);
  const ways = steps.flatMap((step) => waysFrom(step, known, backs));
  const ends = ways.filter(isEnd).map(({ to }) => to);
  return { steps, ends, ways, lost };
}

type Leads = ReadonlyMap<string, string[]>;

const targetsOf = (step: Step): string[] => step.outcomes.flatMap(({ to }) => to);
const idOf = (from: string, to: string): string => `${from}>${to}`;

/** How many steps each is away from where it begins, by the shortest way. */
function distances(starts: string[], leads: Leads): Map<string, number> {
  const far = new Map<string, number>();
  const next = starts.filter((code) => leads.has(code));
  for (const code of next) far.set(code, 0);
  for (let at = 0; at < next.length; at += 1) {
    const code = next[at] ?? "";
    for (const to of leads.get(code) ?? []) {
      if (far.has(to)) continue;
      far.set(to, (far.get(code) ?? 0) + 1);
      next.push(to);
    }
  }
  return far;
}

/** Whether one comes from one step to the other again. */
const comesTo = (from: string, to: string, leads: Leads): boolean =>
  distances([from], leads).has(to);

/**
 * The steps depth first, and the ways that go back: in a ring, those that lead nearer to where the
 * procedure begins, and whatever else would close it.
 */
function walked(starts: string[], leads: Leads, far: ReadonlyMap<string, number>) {
  const order: string[] = [];
  const backs = new Set<string>();
  const under = new Set<string>();
  const nearer = (from: string, to: string) =>
    (far.get(to) ?? 0) < (far.get(from) ?? 0) && comesTo(to, from, leads);
  const walk = (code: string) => {
    if (order.includes(code) || !leads.has(code)) return;
    order.push(code);
    under.add(code);
    for (const to of leads.get(code) ?? []) {
      if (under.has(to) || nearer(code, to)) backs.add(idOf(code, to));
      else walk(to);
    }
    under.delete(code);
  };
  for (const code of starts) walk(code);
  return { order, backs };
}

/** Where several branches meet, the step comes after all of them. */
function asTheWorkGoes(order: string[], leads: Leads, backs: ReadonlySet<string>): string[] {
  const before = new Map(order.map((code) => [code, new Set<string>()]));
  for (const code of order) {
    for (const to of leads.get(code) ?? []) {
      if (!backs.has(idOf(code, to))) before.get(to)?.add(code);
    }
  }
  const placed: string[] = [];
  while (placed.length < order.length) {
    const free = (code: string) =>
      !placed.includes(code) && [...(before.get(code) ?? [])].every((one) => placed.includes(one));
    const next = order.find(free);
    if (next === undefined) break;
    placed.push(next);
  }
  return placed;
}

function waysFrom(step: Step, known: ReadonlyMap<string, Step>, backs: ReadonlySet<string>): Way[] {
  const ways = new Map<string, Way>();
  for (const outcome of step.outcomes) {
    const there = outcome.to.filter((code) => known.has(code));
    for (const to of there.length > 0 ? there : [endOf(step.code)]) {
      const id = idOf(step.code, to);
      const way = ways.get(id) ?? { id, from: step.code, to, outcomes: [], back: backs.has(id) };
      way.outcomes.push(outcome);
      ways.set(id, way);
    }
  }
  return [...ways.values()];
}
