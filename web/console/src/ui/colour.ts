/** Readable colours (WCAG 2 contrast). */
type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const DARK: Rgb = [16, 24, 24];

function parse(hex: string): Rgb | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)?.slice(1);
  if (!found) return null;
  const [r = 0, g = 0, b = 0] = found.map((part) => Number.parseInt(part, 16));
  return [r, g, b];
}

const css = (rgb: Rgb): string =>
  `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;

function luminance([r, g, b]: Rgb): number {
  const line = (value: number) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * line(r) + 0.7152 * line(g) + 0.0722 * line(b);
}

function contrast(one: Rgb, two: Rgb): number {
  const [a, b] = [luminance(one), luminance(two)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** White or nearly black, whichever reads better on the colour. */
export function inkOn(color: string): string {
  const ground = parse(color) ?? DARK;
  return css(contrast(ground, WHITE) >= contrast(ground, DARK) ? WHITE : DARK);
}

/**
 * A shop's colour as a ground for body text, the way the widget draws it: a middling tone is
 * darkened a little so that white can be read, a light one takes dark text.
 */
export function brandGround(color: string): { ground: string; ink: string } {
  const brand = parse(color) ?? ([15, 143, 128] as const);
  if (contrast(brand, WHITE) < 3) return { ground: css(brand), ink: css(DARK) };
  for (let share = 0; share < 1; share += 0.05) {
    const [r, g, b] = brand.map((value, at) => value + ((DARK[at] ?? 0) - value) * share);
    const tried: Rgb = [r ?? 0, g ?? 0, b ?? 0];
    if (contrast(tried, WHITE) >= 4.5) return { ground: css(tried), ink: css(WHITE) };
  }
  return { ground: css(DARK), ink: css(WHITE) };
}
