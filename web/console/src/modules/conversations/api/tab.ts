import { randomKey } from "@/api/request-keys";

const KEY = "zhiyin.tab";
const LOCK = "zhiyin.tab.";
const AGAIN = 300;

/** Holds a lock for as long as the tab lives; false if another tab holds it. */
function hold(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.locks
      .request(LOCK + id, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<never>(() => undefined) : undefined;
      })
      .catch(() => resolve(false));
  });
}

/** This tab's own name: the same after a reload, another one in a duplicated tab. */
export async function claimTab(): Promise<string> {
  const known = sessionStorage.getItem(KEY);
  let id = known ?? randomKey();
  if (navigator.locks) {
    let mine = await hold(id);
    if (!mine) {
      // After a reload the old page may still be letting go.
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      mine = await hold(id);
    }
    if (!mine) {
      id = randomKey();
      await hold(id);
    }
  }
  sessionStorage.setItem(KEY, id);
  return id;
}

/** Which tabs are alive; null where the browser cannot say. */
export async function livingTabs(): Promise<Set<string> | null> {
  if (!navigator.locks) return null;
  const { held = [] } = await navigator.locks.query();
  const names = held.map((lock) => lock.name ?? "").filter((name) => name.startsWith(LOCK));
  return new Set(names.map((name) => name.slice(LOCK.length)));
}
