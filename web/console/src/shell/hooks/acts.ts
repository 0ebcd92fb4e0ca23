import { useEffect, useRef } from "react";
import type { Command } from "../contracts";
import { holder } from "./holder";
import { shouldAct } from "./shortcuts";

/** Something one can do where one is (当前可做的事): by any of its keys, and from the palette. */
export type Act = {
  id: string;
  label: string;
  group: string;
  keys: string[];
  run: () => void;
  enabled?: boolean;
  /** Too many to list, like the places in a list: keys only. */
  hidden?: true;
};

const held = holder<ReadonlyMap<symbol, Command[]>>(new Map());

function hold(owner: symbol, commands: Command[] | null): void {
  const next = new Map(held.get());
  if (commands) next.set(owner, commands);
  else next.delete(owner);
  held.set(next);
}

/** Offers what can be done for as long as the part is on screen. */
export function useActs(acts: Act[]): void {
  const latest = useRef(acts);
  latest.current = acts;
  const enabled = acts.filter((act) => act.enabled !== false);
  const shown = enabled.filter((act) => !act.hidden);
  const names = shown.map((act) => act.id).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names tell what is offered
  useEffect(() => {
    const owner = Symbol("acts");
    const run = (id: string) => latest.current.find((act) => act.id === id)?.run();
    const commands = shown.map(({ id, label, group, keys }) => ({
      id,
      label,
      group,
      ...(keys[0] ? { keys: keys[0] } : {}),
      run: () => run(id),
    }));
    hold(owner, commands);
    return () => hold(owner, null);
  }, [names]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = latest.current.find(
        (each) => each.enabled !== false && each.keys.some((combo) => shouldAct(event, combo)),
      );
      if (!act) return;
      event.preventDefault();
      act.run();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** What can be done here, for the palette; what was offered last comes first. */
export function useOffered(): Command[] {
  return [...held.use().values()].reverse().flat();
}
