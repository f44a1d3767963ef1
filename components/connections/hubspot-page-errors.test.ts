import { expect, test } from "vitest";
import { hubSpotPageErrors } from "./hubspot-page-errors";

// HubSpot's words for everything that it keeps to its own page, and what people meet there besides.
test.each([
  "An invalid scope name was provided",
  "the provided scopes are insufficient",
  "mismatch between the scopes in the install URL and the app's configured scopes",
  "This account doesn't have access to some HubSpot features that are required by this app",
  "doesn't match the app's registered redirect URL",
  "An invalid app client_id was provided",
  "this app hasn't been approved to access the required scopes",
  "isn't verified",
  "You don't have permission",
  "you pressed Cancel",
])("whoever came back from “%s” finds it with its meaning and its fix", (words) => {
  const found = hubSpotPageErrors.filter(({ says }) => says.includes(words));
  expect(found).toHaveLength(1);
  expect(found[0]?.meaning).not.toBe("");
  expect(found[0]?.fix).not.toBe("");
});

test("whoever has to mend the app's scopes is sent to both lists below, not to what is asked for just now", () => {
  const mends = hubSpotPageErrors.filter(({ fix }) => fix.includes("below") && fix.includes("scopes"));
  expect(mends.map(({ says }) => says.slice(0, 40))).toHaveLength(3);
  for (const { fix } of mends) expect(fix).toMatch(/both lists below|required scopes below/);
});
