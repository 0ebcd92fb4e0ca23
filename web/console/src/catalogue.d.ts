declare module "virtual:catalogue/*" {
  const words: Record<string, Record<string, string>>;
  export default words;
}
