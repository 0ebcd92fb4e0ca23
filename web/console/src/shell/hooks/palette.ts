/** Opens the command palette (命令面板) from any module. */
export { openPalette } from "../parts/palette-state";
