export { default } from "virtual:catalogue/zh-CN/first";
export { default as parts } from "antd/locale/zh_CN";
