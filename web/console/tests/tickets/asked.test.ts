import { expect, test } from "vitest";
import { type Asked, pathOf, placeOf, STANDARD, sameTickets } from "@/modules/tickets/api/asked";

const searchOf = (path: string) => Object.fromEntries(new URLSearchParams(path.split("?")[1]));

test("a place survives its address, commas and all", () => {
  const asked: Asked = {
    box: "team",
    state: ["open", "waiting"],
    priority: [4, 5],
    tag: ["急, 很急", "a%2Cb"],
    field: ["amount:100..500"],
    q: "杯盖 & 补发?",
    sort: "-field:amount",
  };
  const place = { view: "v1", asked, columns: ["ref", "field:amount"], by: "owner_id" };
  expect(placeOf(searchOf(pathOf(place)))).toEqual(place);
});

test("a view as it is has no filter in its address, one with all filters taken away has", () => {
  expect(placeOf(searchOf(pathOf({ view: "v1" }))).asked).toBeUndefined();
  expect(placeOf(searchOf(pathOf({ view: "v1", asked: { state: [] } }))).asked).toEqual({
    box: "all",
  });
});

test("the same tickets in another order are the same list", () => {
  const mine = STANDARD.find(({ name }) => name === "mine")?.asked ?? {};
  const turned: Asked = { ...mine, state: ["waiting", "open"], sort: "priority" };
  expect(sameTickets(mine, turned)).toBe(true);
  expect(sameTickets(mine, { ...turned, priority: [5] })).toBe(false);
});
