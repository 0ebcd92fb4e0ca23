const found = import.meta.glob<Record<string, string>>(
  ["../../modules/*/strings/zh-CN.json", "../strings/zh-CN.json"],
  { eager: true, import: "default" },
);

export default found;
export { default as parts } from "antd/locale/zh_CN";
