const found = import.meta.glob<Record<string, string>>(
  ["../../modules/*/strings/zh-CN.json", "../strings/zh-CN.json"],
  { eager: true, import: "default" },
);

export default found;
