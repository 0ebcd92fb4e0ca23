/** Readable colours from the one colour a shop chooses (WCAG 2 contrast). */

type Rgb = [number, number, number];

const FALLBACK = '#0f8f80';

export function parseColour(text: string): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text.trim());
  const hex = short ? short.slice(1).map((digit) => digit + digit) : null;
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  const parts = hex ?? long?.slice(1);
  return parts ? (parts.map((part) => Number.parseInt(part, 16)) as Rgb) : null;
}

function luminance([r, g, b]: Rgb): number {
  const line = (value: number) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * line(r) + 0.7152 * line(g) + 0.0722 * line(b);
}

/** Contrast ratio of two colours, 1 to 21. */
export function contrast(one: Rgb, two: Rgb): number {
  const a = luminance(one);
  const b = luminance(two);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share)) as Rgb;

const css = (colour: Rgb) => `rgb(${colour.join(' ')})`;

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [16, 24, 24];

/** Moves a colour towards a target until it can be read on the ground, 4.5 : 1. */
function readable(colour: Rgb, ground: Rgb, target: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const tried = mix(colour, target, share);
    if (contrast(tried, ground) >= 4.5) return tried;
  }
  return target;
}

export interface Palette {
  /** the shop's own colour */
  brand: string;
  /** text on it */
  onBrand: string;
  /** the colour as text on the panel's ground */
  ink: string;
  /** a breath of it, as a ground */
  tint: string;
}

/** All colours derived from the shop's; white text is preferred where it can be read. */
export function palette(shopColour: string, dark: boolean): Palette {
  const brand = parseColour(shopColour) ?? (parseColour(FALLBACK) as Rgb);
  const ground: Rgb = dark ? [29, 36, 36] : WHITE;
  // White on a mid tone such as #0f8f80 reads well to people from 3.9 on for bold text, but the
  // bubbles carry body text: darken the brand a little rather than switch to black text.
  const solid = contrast(brand, WHITE) >= 3 ? readable(brand, WHITE, BLACK) : brand;
  const onBrand = contrast(solid, WHITE) >= 4.5 ? WHITE : BLACK;
  return {
    brand: css(solid),
    onBrand: css(onBrand),
    ink: css(readable(brand, ground, dark ? WHITE : BLACK)),
    tint: css(mix(ground, brand, dark ? 0.22 : 0.1)),
  };
}
