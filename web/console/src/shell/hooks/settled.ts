import { useEffect, useState } from "react";

const PAUSE = 180;

/** A value once it has rested for a moment: what is typed goes to the server in words, not keys. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const handle = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(handle);
  }, [value]);
  return settled;
}
