import { useEffect, useRef } from "react";
import type { Me } from "@/api/types";
import { chooseLanguage, chooseTheme, usePreferences } from "../hooks/preferences";

/** A person's own language and theme follow them to a new device, once per sign-in. */
export function useAdoptTastes(me: Me): void {
  const { language, theme } = usePreferences();
  const adopted = useRef<string | null>(null);
  useEffect(() => {
    if (adopted.current === me.id) return;
    adopted.current = me.id;
    if (me.language && me.language !== language) void chooseLanguage(me.language);
    if (me.theme && me.theme !== theme) chooseTheme(me.theme);
  }, [me, language, theme]);
}
