import { useCallback, useEffect, useRef, useState } from "react";
import { Autosave, type Saving } from "./autosave";
import { readKept, writeKept } from "./kept";

type Options<T> = {
  /** What is written, by kind and id: `article.<id>`. */
  name: string;
  /** What the server has, and its version. */
  stored: () => T;
  version: number;
  /** Stores the content as the successor of a version; answers the new version. */
  put: (content: T, version: number) => Promise<number>;
  /** After one has left and the last word is stored, or kept here. */
  left: () => void;
};

/** Something one writes at: stored while one writes, kept on this computer until it is (草稿). */
export function useAutosaved<T>({ name, stored, version, put, left }: Options<T>) {
  const [kept] = useState(() => readKept<T>(name));
  const [content, setContent] = useState(() => kept?.content ?? stored());
  const [saving, setSaving] = useState<Saving>({ kind: "saved" });
  const latest = useRef({ put, left });
  latest.current = { put, left };
  const [autosave] = useState(
    () =>
      new Autosave<T>({
        version: kept?.version ?? version,
        put: (written, from) => latest.current.put(written, from),
        keep: (written, from) =>
          writeKept(name, written === null ? null : { content: written, version: from }),
        told: setSaving,
      }),
  );
  useEffect(() => {
    if (kept) autosave.change(kept.content);
    return () => {
      void autosave.flush().finally(() => {
        autosave.stop();
        latest.current.left();
      });
    };
  }, [autosave, kept]);
  const write = useCallback(
    (next: T) => {
      setContent(next);
      autosave.change(next);
    },
    [autosave],
  );
  return { content, write, saving, autosave, restored: kept !== null };
}
