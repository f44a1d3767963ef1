import { expect, test } from "vitest";
import { evaluateKey, evaluateNumber, findExpressionFault, isMatch } from "./expressions";

const data = { id: 7, name: "x", list: [1, 2], isUrgent: true, nothing: null };
const event = { id: "e", name: "t/x", ts: 5, data };
const other = { ...event, data: { id: 7 } };

test.each([
  [null, true],
  ["event.data.id == 7", true],
  ["event.data.id == async.data.id", true],
  ["event.data.name == 'x' && event.data.list[0] == 1", true],
  ["event.name.startsWith('t/')", true],
  ["event.data.name == 'y'", false],
  ["event.data.missing == 1", false],
  ["event.data.missing != 1", false],
  ["event.data.missing == async.data.missing", false],
  ["event.data.name", false],
  ["event.data.", false],
])("%s: %s", (expression, expected) => {
  expect(isMatch(expression, { event, async: other })).toBe(expected);
});

test("a key is told apart by its value and its type, and is null where there is nothing", () => {
  expect(evaluateKey("event.data.id", event)).toBe("7");
  expect(evaluateKey("event.data.name", event)).toBe('"x"');
  expect(evaluateKey("'portal'", event)).toBe('"portal"');
  expect(evaluateKey("1 + 1", event)).toBe("2");
  expect(evaluateKey("event.data.missing", event)).toBeNull();
  expect(evaluateKey("event.data.nothing", event)).toBeNull();
});

test("a number is a number, whichever way CEL counts", () => {
  expect(evaluateNumber("event.data.isUrgent ? 120 : 0", event)).toBe(120);
  expect(evaluateNumber("event.data.id", event)).toBe(7);
  expect(evaluateNumber("event.data.missing", event)).toBe(0);
  expect(evaluateNumber("event.data.name", event)).toBe(0);
});

test("what can't be read is told with its reason", () => {
  expect(findExpressionFault("event.data.id == 1")).toBeNull();
  expect(findExpressionFault("event.data.id ==")).not.toBeNull();
});
