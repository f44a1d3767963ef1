import { expect, test } from "vitest";
import { together } from "./together";

function deferred() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

test("what comes up while the work is under way is done in one go, after it", async () => {
  const gate = deferred();
  const gos: number[][] = [];
  const add = together(async (items: readonly number[]) => {
    gos.push([...items]);
    if (items.includes(1)) await gate.passed;
    return items.length;
  });
  const first = add(1);
  await Promise.resolve();
  await Promise.resolve();
  const others = [add(2), add(3)];
  expect(gos).toEqual([[1]]);
  gate.open();
  expect(await first).toBe(1);
  expect(await Promise.all(others)).toEqual([2, 2]);
  expect(await add(4)).toBe(1);
  expect(gos).toEqual([[1], [2, 3], [4]]);
});

test("an error reaches all who were part of that go, and nobody else", async () => {
  const add = together(async (items: readonly string[]) => {
    if (items.includes("bad")) throw new Error("refused");
    return "done";
  });
  const results = await Promise.allSettled([add("bad"), add("beside it")]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await add("good")).toBe("done");
});
