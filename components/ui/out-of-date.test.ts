import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OutOfDate } from "./out-of-date";

const lost = new TypeError("Failed to fetch");

const show = (props: Omit<Parameters<typeof OutOfDate>[0], "what">) =>
  renderToStaticMarkup(createElement(OutOfDate, { what: "This list", ...props }));

test("what couldn't be read again is called out of date, with the reason", () => {
  const words = show({ errors: [null, lost] });
  expect(words).toContain("This list may be out of date.");
  expect(words).toContain("The server could not be reached.");
});

test("a failure that is told elsewhere makes nothing out of date", () => {
  expect(show({ errors: [lost], isToldElsewhere: true })).not.toContain("out of date");
  expect(show({ errors: [null] })).not.toContain("out of date");
});
