import { expect, it } from "vitest";
import { createToday, todayInFinland } from "../../../gateway/subgraph/today.ts";

it.each([
  "2026-03-01T21:59:59.999Z",
  "2026-03-01T22:00:00.000Z",
  "2026-03-01T22:00:59.999Z",
  "2026-07-01T20:59:59.999Z",
  "2026-07-01T21:00:00.000Z",
  "2026-03-01T21:59:00.000Z",
])("the day in Finland, worked out once a minute, is that of %s", (moment) => {
  const toToday = createToday();
  for (const shift of [-60_000, 0, 0, 1, 60_000, -1]) {
    const now = new Date(Date.parse(moment) + shift);
    expect(toToday(now)).toBe(todayInFinland(now));
  }
});
