import { holder } from "../hooks/holder";

const open = holder(false);
const first = holder("");

export const openPalette = (): void => open.set(true);

/** Opens it with something to look for already there. */
export const searchFor = (text: string): void => {
  first.set(text);
  open.set(true);
};

export const closePalette = (): void => {
  first.set("");
  open.set(false);
};

export const usePalette = open.use;
export const useFirstWords = first.use;
