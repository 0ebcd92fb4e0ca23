const found = import.meta.glob<Record<string, string>>(
  ["../../modules/*/strings/en.json", "../strings/en.json"],
  { eager: true, import: "default" },
);

export default found;
export { default as parts } from "antd/locale/en_US";
