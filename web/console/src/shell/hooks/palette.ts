/** Opens the command palette (命令面板) from any module. */
export { openPalette, searchFor } from "../parts/palette-state";
