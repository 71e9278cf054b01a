import { describe, expect, it } from "vitest";
import { createHolder } from "../../../gateway/server/holder.ts";

/** Something that tells when it was closed. */
function createThing(nimi: string, close: () => Promise<void> = () => Promise.resolve()) {
  const thing = {
    nimi,
    isClosed: false,
    async close() {
      await close();
      thing.isClosed = true;
    },
  };
  return thing;
}

/** Work that ends when the test says so. */
function createWork() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, ended };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never = (): void => {
  throw new Error("closing failed");
};

describe("a holder", () => {
  it("lets work end on what it began on, and closes that after the last of it", async () => {
    const [first, second] = [createThing("ensimmäinen"), createThing("toinen")];
    const holder = createHolder(first, never);
    const [one, other] = [createWork(), createWork()];
    const seen: string[] = [];
    const run = (work: Promise<void>): Promise<void> =>
      holder.use(async (held) => {
        await work;
        seen.push(`${held.nimi} ${held.isClosed}`);
      });
    const running = [run(one.ended), run(other.ended)];
    holder.replace(second);
    expect(holder.current).toBe(second);
    one.end();
    await running[0];
    await settle();
    expect(first.isClosed).toBe(false);
    other.end();
    await running[1];
    await settle();
    expect(seen).toEqual(["ensimmäinen false", "ensimmäinen false"]);
    expect(first.isClosed).toBe(true);
    expect(second.isClosed).toBe(false);
  });

  it("closes at once what nothing uses", async () => {
    const first = createThing("ensimmäinen");
    createHolder(first, never).replace(createThing("toinen"));
    await settle();
    expect(first.isClosed).toBe(true);
  });

  it("closes after work that failed too", async () => {
    const first = createThing("ensimmäinen");
    const holder = createHolder(first, never);
    const work = createWork();
    const failed = holder.use(async () => {
      await work.ended;
      throw new Error("the work failed");
    });
    holder.replace(createThing("toinen"));
    work.end();
    await expect(failed).rejects.toThrow("the work failed");
    await settle();
    expect(first.isClosed).toBe(true);
  });

  it("when it is closed, waits for what was replaced before", async () => {
    const closing = createWork();
    const first = createThing("ensimmäinen", () => closing.ended);
    const second = createThing("toinen");
    const holder = createHolder(first, never);
    holder.replace(second);
    let isClosed = false;
    const closed = holder.close().then(() => (isClosed = true));
    await settle();
    expect([isClosed, second.isClosed]).toEqual([false, true]);
    closing.end();
    await closed;
    expect(first.isClosed).toBe(true);
  });

  it("tells of what could not be closed, and goes on", async () => {
    const told: unknown[] = [];
    const holder = createHolder(
      createThing("ensimmäinen", () => Promise.reject(new Error("stuck"))),
      (error) => told.push(error),
    );
    const second = createThing("toinen");
    holder.replace(second);
    await settle();
    expect(told).toMatchObject([{ message: "stuck" }]);
    expect(await holder.use(async ({ nimi }) => nimi)).toBe("toinen");
    await holder.close();
    expect(second.isClosed).toBe(true);
  });
});
