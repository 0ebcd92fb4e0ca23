import { lazy, Suspense, useRef } from "react";
import { useInserts } from "@/shell/hooks/contributions";
import { useT } from "@/shell/hooks/text";
import styles from "./composer.module.css";

const cache = new Map<string, ReturnType<typeof lazy>>();

type Props = {
  insert: (text: string) => void;
  addFiles: ((files: File[]) => void) | null;
  canned: (() => void) | null;
};

/** Emoji, pictures, files, and whatever modules contribute. */
export function Toolbar({ insert, addFiles, canned }: Props) {
  const t = useT();
  const inserts = useInserts();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.tools}>
      {inserts.map((each) => {
        const Insert = cache.get(each.id) ?? lazy(each.load as never);
        cache.set(each.id, Insert);
        return (
          <Suspense key={each.id}>
            <Insert {...({ insert } as object)} />
          </Suspense>
        );
      })}
      {canned && (
        // The field keeps the focus, and with it the menu.
        <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={canned}>
          {t("conversations:canned")}
        </button>
      )}
      {addFiles && (
        <>
          <button type="button" onClick={() => picker.current?.click()}>
            {t("conversations:composer.file")}
          </button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label={t("conversations:composer.file")}
            onChange={(event) => {
              addFiles([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
        </>
      )}
    </div>
  );
}
