import { holder } from "../hooks/holder";

/** Something that is asked once before it is done. */
export type Question = {
  title: string;
  text: string;
  go: string;
  stay: string;
  act: () => void;
};

const asked = holder<Question | null>(null);

export const ask = (question: Question): void => asked.set(question);
export const answered = (): void => asked.set(null);
export const useQuestion = asked.use;
