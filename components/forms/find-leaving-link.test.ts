import { expect, test } from "vitest";
import { findLeavingLink } from "./find-leaving-link";

const here = "https://console.example/syncs/1";

function click(href: string | null, rest: { target?: string; isDownload?: boolean } = {}, keys = {}) {
  const link = { href: href ?? "", target: rest.target ?? "", hasAttribute: () => rest.isDownload ?? false };
  const target = Object.assign(new EventTarget(), { closest: () => (href === null ? null : link) });
  return { button: 0, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, target, ...keys };
}

test("a click on a link of the console is held, with its path", () => {
  expect(findLeavingLink(click("https://console.example/runs?sync=1#top"), here)).toBe("/runs?sync=1#top");
});

test.each([
  ["on no link", click(null)],
  ["that stays on the page", click(`${here}#rejects`)],
  ["that opens a tab", click("https://console.example/runs", { target: "_blank" })],
  ["that downloads", click("https://console.example/report", { isDownload: true })],
  ["that leaves the console, which the browser asks about itself", click("https://app.hubspot.com/")],
  ["with the key for a new tab", click("https://console.example/runs", {}, { ctrlKey: true })],
  ["with the middle button", click("https://console.example/runs", {}, { button: 1 })],
])("a click %s goes on", (_name, event) => {
  expect(findLeavingLink(event, here)).toBeNull();
});
