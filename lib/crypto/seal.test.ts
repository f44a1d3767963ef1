import { expect, test } from "vitest";
import { AppError } from "../errors";
import { openWith, sealWith } from "./seal";

const old = { id: "old", bytes: Buffer.alloc(32, 1) };
const fresh = { id: "new", bytes: Buffer.alloc(32, 2) };

test("what one key sealed opens after a new key has come to the front", () => {
  const sealed = sealWith([old], "pass🔑word", "row-1");
  expect(sealed).not.toContain("pass");
  expect(openWith([fresh, old], sealed, "row-1")).toBe("pass🔑word");
});

test("the same text is sealed differently each time", () => {
  expect(sealWith([old], "x", "row-1")).not.toBe(sealWith([old], "x", "row-1"));
});

test("a sealed text that is moved to another row, changed, or whose key is gone doesn't open", () => {
  const sealed = sealWith([old], "secret", "row-1");
  expect(() => openWith([old], sealed, "row-2")).toThrow();
  expect(() => openWith([old], `${sealed.slice(0, -2)}AA`, "row-1")).toThrow();
  expect(() => openWith([fresh], sealed, "row-1")).toThrow(
    new AppError("not_configured", "The key old that sealed this is not among ENCRYPTION_KEYS. Add it back."),
  );
  expect(() => openWith([old], "nonsense", "row-1")).toThrow("not a sealed text");
});
