export { default } from "virtual:catalogue/en/first";
export { default as parts } from "antd/locale/en_US";
