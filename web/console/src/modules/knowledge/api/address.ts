const ALLOWED = new Set(["http:", "https:", "mailto:", "tel:"]);

/** An address as a link holds it, `https` where none is written; null: no address. */
export function addressOf(written: string): string | null {
  const text = written.trim();
  if (!text || /\s/.test(text) || text.startsWith("//")) return null;
  if (text.startsWith("/")) return text;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  try {
    const url = new URL(whole);
    const named = url.protocol === "mailto:" || url.protocol === "tel:" || url.host.includes(".");
    return ALLOWED.has(url.protocol) && named ? whole : null;
  } catch {
    return null;
  }
}
