import { holder } from "../hooks/holder";

const open = holder(false);

export const openPalette = (): void => open.set(true);
export const closePalette = (): void => open.set(false);
export const usePalette = open.use;
