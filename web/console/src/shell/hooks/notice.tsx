import { Button, message as messages } from "antd";
import { createContext, type ReactNode, useCallback, useContext, useMemo } from "react";
import { ApiError, OfflineError } from "@/api/client";
import { useT } from "./text";

export type Notices = {
  done: (text: string) => void;
  /** A finished action with a way back (撤销). */
  /** Offers to take something back, for ten seconds or as many as are said. */
  undoable: (text: string, undo: () => void, seconds?: number) => void;
  failed: (reason: unknown) => void;
};

/** The sentence for a failure: the server's own if it sent one. */
export function useSentence(): (reason: unknown) => string {
  const t = useT();
  return useCallback(
    (reason) => {
      if (reason instanceof OfflineError) return t("shell:error.offline");
      if (reason instanceof ApiError && reason.message) return reason.message;
      return t("shell:error.unknown");
    },
    [t],
  );
}

type Said = ReturnType<typeof messages.useMessage>[0];

/** Before the provider stands, antd's own messages show without our theme. */
const Messages = createContext<Said>(messages);

/** Where short notices appear; around everything that gives one. */
export function NoticePlace({ children }: { children: ReactNode }) {
  const [said, place] = messages.useMessage({ maxCount: 3, top: 16 });
  return (
    <Messages value={said}>
      {place}
      {children}
    </Messages>
  );
}

/** Short notices at the edge of the screen. */
export function useNotices(): Notices {
  const message = useContext(Messages);
  const t = useT();
  const sentence = useSentence();
  return useMemo(() => {
    let count = 0;
    return {
      done: (text) => void message.success(text),
      undoable: (text, undo, seconds = 10) => {
        count += 1;
        const key = `undo-${Date.now()}-${count}`;
        void message.open({
          key,
          type: "success",
          duration: seconds,
          content: (
            <>
              {text}{" "}
              <Button
                type="link"
                size="small"
                onClick={() => {
                  message.destroy(key);
                  undo();
                }}
              >
                {t("shell:undo")}
              </Button>
            </>
          ),
        });
      },
      failed: (reason) => void message.error(sentence(reason), 6),
    };
  }, [message, t, sentence]);
}
