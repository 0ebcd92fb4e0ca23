import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "@/api/client";
import type { Field, FieldValues } from "@/api/types";
import { FieldList } from "@/shell/hooks/field-list";
import { show } from "../stage";

const text = (code: string, more: Partial<Field> = {}): Field => ({
  id: code,
  version: 1,
  kind: "customer",
  code,
  name: { "zh-CN": code, en: code },
  help: null,
  type: "text",
  choices: [],
  decimals: 0,
  currency: "CNY",
  formula: "",
  result: "number",
  personal: false,
  on_card: true,
  at_closing: false,
  required: false,
  active: true,
  position: 0,
  ...more,
});

const save = vi.fn();
afterEach(() => {
  cleanup();
  save.mockReset();
});

function list(values: FieldValues, more: { masked?: string[]; editable?: boolean } = {}) {
  const fields = [text("title"), text("birthday", { personal: true, type: "date" })];
  show(<FieldList fields={fields} values={values} editable save={save} {...more} />);
}

const open = () => fireEvent.click(screen.getAllByRole("button")[0] as HTMLElement);

test("Enter saves what was written, Esc leaves it as it was", async () => {
  save.mockResolvedValue(undefined);
  list({ title: "old" });
  open();
  fireEvent.change(screen.getByLabelText("title"), { target: { value: "new" } });
  fireEvent.keyDown(screen.getByLabelText("title"), { key: "Escape" });
  expect(save).not.toHaveBeenCalled();
  open();
  fireEvent.change(screen.getByLabelText("title"), { target: { value: "newer" } });
  fireEvent.keyDown(screen.getByLabelText("title"), { key: "Enter" });
  expect(save).toHaveBeenCalledExactlyOnceWith("title", "newer");
  await waitFor(() => expect(screen.queryByLabelText("title")).toBeNull());
  // Hands stay on the keyboard: one goes on where one was.
  await waitFor(() => expect(document.activeElement).toBe(screen.getAllByRole("button")[0]));
});

test("what the server says of a field stands under it, and what was written stays", async () => {
  save.mockRejectedValue(new ApiError(422, "invalid_input", "", { "fields.title": "Too long" }));
  list({});
  open();
  fireEvent.change(screen.getByLabelText("title"), { target: { value: "x" } });
  fireEvent.keyDown(screen.getByLabelText("title"), { key: "Enter" });
  expect((await screen.findByRole("alert")).textContent).toBe("Too long");
  expect((screen.getByLabelText("title") as HTMLInputElement).value).toBe("x");
});

test("an emptied field is taken away, an unchanged one asks nobody", () => {
  save.mockResolvedValue(undefined);
  list({ title: "old" });
  open();
  fireEvent.keyDown(screen.getByLabelText("title"), { key: "Enter" });
  expect(save).not.toHaveBeenCalled();
  open();
  fireEvent.change(screen.getByLabelText("title"), { target: { value: "" } });
  fireEvent.keyDown(screen.getByLabelText("title"), { key: "Enter" });
  expect(save).toHaveBeenCalledExactlyOnceWith("title", null);
});

test("a value that is hidden shows that it is there and cannot be edited", () => {
  list({ title: "old" }, { masked: ["birthday"] });
  expect(screen.getByText("••••")).toBeTruthy();
  expect(screen.getAllByRole("button")).toHaveLength(1);
});

test("what is reckoned and what is named is shown by what it says, and a formula is not edited", () => {
  const fields = [
    text("owed", { type: "formula", result: "money" }),
    text("checker", { type: "staff" }),
    text("photo", { type: "file" }),
    text("left", { type: "formula" }),
  ];
  show(
    <FieldList
      fields={fields}
      values={{ owed: 3750, checker: "s1", photo: "f1" }}
      names={{ s1: "Li Wei", f1: "crack.png" }}
      pathOf={({ type }, value) => (type === "file" ? `/files/${value}` : null)}
      editable
      save={save}
    />,
  );
  expect(screen.getByText(/37\.50/).closest("button")).toBeNull();
  expect(screen.getByText("Li Wei").closest("button")).not.toBeNull();
  expect(screen.getByRole("link", { name: "crack.png" }).getAttribute("href")).toBe("/files/f1");
  // Nothing came of it: there is nothing to show, and nothing to fill in.
  expect(screen.queryByText("left")).toBeNull();
});
