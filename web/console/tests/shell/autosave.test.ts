import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, OfflineError } from "@/api/client";
import { Autosave, type Saving } from "@/shell/hooks/autosave";

const put = vi.fn<(content: string, version: number) => Promise<number>>();
const keep = vi.fn<(content: string | null, version: number) => void>();
let told: Saving["kind"][] = [];
let autosave: Autosave<string>;

beforeEach(() => {
  vi.useFakeTimers();
  put.mockReset().mockImplementation((_, version) => Promise.resolve(version + 1));
  keep.mockReset();
  told = [];
  autosave = new Autosave({ version: 3, put, keep, told: ({ kind }) => told.push(kind) });
});

afterEach(() => {
  autosave.stop();
  vi.useRealTimers();
});

test("what is written is stored once the hands rest, as the successor of what was read", async () => {
  autosave.change("a");
  await vi.advanceTimersByTimeAsync(900);
  autosave.change("ab");
  await vi.advanceTimersByTimeAsync(900);
  expect(put).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(put.mock.calls).toEqual([["ab", 3]]);
  autosave.change("abc");
  await vi.advanceTimersByTimeAsync(1100);
  expect(put).toHaveBeenLastCalledWith("abc", 4);
  expect(told.at(-1)).toBe("saved");
});

test("it stays on this computer until it is stored", async () => {
  autosave.change("a");
  expect(keep).toHaveBeenLastCalledWith("a", 3);
  await autosave.flush();
  expect(keep).toHaveBeenLastCalledWith(null, 4);
});

test("what is written while it is being stored is stored after it", async () => {
  let answer: (version: number) => void = () => undefined;
  put.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  autosave.change("a");
  const first = autosave.flush();
  autosave.change("ab");
  answer(4);
  expect(await first).toBe(true);
  expect(put.mock.calls).toEqual([
    ["a", 3],
    ["ab", 4],
  ]);
  expect(keep).toHaveBeenLastCalledWith(null, 5);
});

test("without a connection it tries again by itself", async () => {
  put.mockRejectedValueOnce(new OfflineError("gone"));
  autosave.change("a");
  expect(await autosave.flush()).toBe(false);
  expect(told.at(-1)).toBe("failed");
  expect(keep).not.toHaveBeenCalledWith(null, expect.anything());
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told.at(-1)).toBe("saved");
});

test("what the server refuses is not sent again unchanged", async () => {
  put.mockRejectedValue(new ApiError(422, "invalid_input", "too long"));
  autosave.change("a");
  await autosave.flush();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(put).toHaveBeenCalledTimes(1);
});

test("after a clash nothing is overwritten until somebody decides", async () => {
  put.mockRejectedValueOnce(new ApiError(409, "edit_conflict", "", {}, { version: 9 }));
  autosave.change("mine");
  expect(await autosave.flush()).toBe(false);
  expect(told.at(-1)).toBe("conflict");
  autosave.change("mine too");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(put).toHaveBeenCalledTimes(1);
  expect(keep).toHaveBeenLastCalledWith("mine too", 3);
  expect(await autosave.goOn(9)).toBe(true);
  expect(put).toHaveBeenLastCalledWith("mine too", 9);
});
