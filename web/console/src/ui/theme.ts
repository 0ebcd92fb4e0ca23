import { type ThemeConfig, theme } from "antd";

export type ThemeName = "light" | "dark";

const shared = {
  fontFamily: "var(--sans)",
  fontSize: 14,
  borderRadius: 6,
  sizeUnit: 4,
  motionDurationSlow: "0.15s",
  motionDurationMid: "0.12s",
  motionDurationFast: "0.08s",
};

const flat = { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" };

const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  cssVar: { key: "zhiyin" },
  token: {
    ...shared,
    colorPrimary: "#0b776b",
    // Darker, not lighter: white on a lighter tone would be too faint to read.
    colorPrimaryHover: "#09665c",
    colorInfo: "#0b776b",
    colorLink: "#0b776b",
    colorLinkHover: "#08574e",
    colorPrimaryBg: "#e3f1ef",
    colorPrimaryBgHover: "#d2e8e4",
    controlItemBgActive: "#e3f1ef",
    controlItemBgActiveHover: "#d2e8e4",
    colorSuccessBg: "#e4f3ea",
    colorWarningBg: "#fdf0d8",
    colorErrorBg: "#fce8e7",
    colorInfoBg: "#e3f1ef",
    colorSuccess: "#19774a",
    colorWarning: "#955700",
    colorError: "#c22b2b",
    colorTextBase: "#1b2124",
    colorTextSecondary: "#566065",
    colorTextDescription: "#566065",
    colorTextTertiary: "#646e73",
    colorTextPlaceholder: "#646e73",
    colorBorder: "#cdd3d6",
    colorBorderSecondary: "#e2e6e8",
    colorBgLayout: "#f3f5f6",
  },
  components: { Button: flat },
};

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  cssVar: { key: "zhiyin" },
  token: {
    ...shared,
    colorPrimary: "#4cc0b0",
    colorInfo: "#4cc0b0",
    colorLink: "#4cc0b0",
    colorLinkHover: "#7bd6c9",
    colorPrimaryBg: "#1b3531",
    colorPrimaryBgHover: "#234640",
    controlItemBgActive: "#1b3531",
    controlItemBgActiveHover: "#234640",
    colorSuccessBg: "#16301f",
    colorWarningBg: "#3a2c12",
    colorErrorBg: "#412020",
    colorInfoBg: "#1b3531",
    colorSuccess: "#5fc48f",
    colorWarning: "#e6ab4f",
    colorError: "#ff8178",
    colorTextBase: "#e5e9ea",
    colorTextSecondary: "#a9b3b7",
    colorTextDescription: "#a9b3b7",
    colorTextTertiary: "#98a3a8",
    colorTextPlaceholder: "#98a3a8",
    colorBgBase: "#191e20",
    colorBgContainer: "#191e20",
    colorBgElevated: "#20272a",
    colorBgLayout: "#111516",
    colorBorder: "#414a4e",
    colorBorderSecondary: "#2b3235",
    colorTextLightSolid: "#06211d",
  },
  components: {
    Button: { ...flat, primaryColor: "#06211d", dangerColor: "#2b0806" },
    Tooltip: { colorTextLightSolid: "#e5e9ea", colorBgSpotlight: "#343d41" },
  },
};

// Its parts wait for the end of their motion: where the style sheet alone takes that away, lists
// that open stay out of sight.
const still = (one: ThemeConfig): ThemeConfig => ({
  ...one,
  token: { ...one.token, motion: false },
});
const themes = { light, dark, stillLight: still(light), stillDark: still(dark) };

/** The antd theme made from our tokens (主题). Keep in step with tokens.css. */
export function antdTheme(name: ThemeName, motionless: boolean): ThemeConfig {
  if (name === "dark") return motionless ? themes.stillDark : themes.dark;
  return motionless ? themes.stillLight : themes.light;
}
