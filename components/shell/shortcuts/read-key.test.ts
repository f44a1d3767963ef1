import { expect, test } from "vitest";
import { destinations } from "../destinations";
import { type Pressed, readKey } from "./read-key";

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  hasCommand: false,
  hasAlt: false,
  isTyping: false,
  isBehind: false,
  ...more,
});
const fresh = { isGoing: false, areSingleKeysOn: true };
const going = { ...fresh, isGoing: true };
const nothing = { asked: null, isGoing: false };

test("⌘K opens the palette, while writing as well, and with capitals on", () => {
  for (const key of ["k", "K"]) {
    expect(readKey(pressed(key, { hasCommand: true, isTyping: true }), fresh).asked).toEqual({ kind: "palette" });
  }
});

test("other keys with ⌘ and Alt stay the browser's", () => {
  expect(readKey(pressed("g", { hasCommand: true }), fresh)).toEqual(nothing);
  expect(readKey(pressed("k", { hasCommand: true, hasAlt: true }), fresh)).toEqual(nothing);
  expect(readKey(pressed("?", { hasAlt: true }), fresh)).toEqual(nothing);
});

test("g and a letter go to each page of the menu, and no letter is taken twice", () => {
  expect(readKey(pressed("g"), fresh)).toEqual({ asked: null, isGoing: true });
  for (const { href, letter } of destinations) {
    expect(readKey(pressed(letter), going)).toEqual({ asked: { kind: "go", href }, isGoing: false });
  }
  expect(new Set(destinations.map(({ letter }) => letter)).size).toBe(destinations.length);
});

test("a letter that goes nowhere ends the sequence", () => {
  expect(readKey(pressed("z"), going)).toEqual(nothing);
  expect(readKey(pressed("?"), going)).toEqual(nothing);
});

test("/ goes to the search and ? shows the shortcuts", () => {
  expect(readKey(pressed("/"), fresh).asked).toEqual({ kind: "search" });
  expect(readKey(pressed("?"), fresh).asked).toEqual({ kind: "shortcuts" });
});

test("nothing is taken from a field, a dialog in front, or a person who has switched single keys off", () => {
  for (const key of ["g", "/", "?"]) {
    expect(readKey(pressed(key, { isTyping: true }), fresh)).toEqual(nothing);
    expect(readKey(pressed(key, { isBehind: true }), fresh)).toEqual(nothing);
    expect(readKey(pressed(key), { ...fresh, areSingleKeysOn: false })).toEqual(nothing);
  }
  expect(readKey(pressed("k", { hasCommand: true, isBehind: true }), fresh)).toEqual(nothing);
  expect(readKey(pressed("k", { hasCommand: true }), { ...fresh, areSingleKeysOn: false }).asked).toEqual({
    kind: "palette",
  });
});
