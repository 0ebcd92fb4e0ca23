/** A place in the grid: person and column, from 0. */
export type Spot = { row: number; column: number };

/** How many rows a page key jumps. */
const PAGE = 10;

const bound = (value: number, size: number): number => Math.min(Math.max(value, 0), size - 1);

/** Where a key leads in a grid of this size, or null when it is no key that moves. */
export function moved(
  at: Spot,
  key: string,
  size: { rows: number; columns: number },
  whole = false,
): Spot | null {
  const to = (row: number, column: number): Spot => ({
    row: bound(row, size.rows),
    column: bound(column, size.columns),
  });
  switch (key) {
    case "ArrowUp":
      return to(at.row - 1, at.column);
    case "ArrowDown":
    case "Enter":
      return to(at.row + 1, at.column);
    case "ArrowLeft":
      return to(at.row, at.column - 1);
    case "ArrowRight":
      return to(at.row, at.column + 1);
    case "PageUp":
      return to(at.row - PAGE, at.column);
    case "PageDown":
      return to(at.row + PAGE, at.column);
    case "Home":
      return to(whole ? 0 : at.row, 0);
    case "End":
      return to(whole ? size.rows : at.row, size.columns);
    default:
      return null;
  }
}

/** The level a key stands for: digits, and what empties a cell. */
export function levelFrom(key: string): number | null {
  if (/^[0-5]$/.test(key)) return Number(key);
  return key === "Delete" || key === "Backspace" ? 0 : null;
}
