import { expect, test } from "vitest";
import { describeConnectOutcome, readFailure, readGrantRefusal, readRefusal } from "./connect-outcome";

test("an outcome has its own words, and whatever else stands in the address is never repeated on the page", () => {
  expect(describeConnectOutcome("connected")?.tone).toBe("success");
  expect(describeConnectOutcome("<b>anything</b>")).toBeNull();
  expect(describeConnectOutcome(["connected", "denied"])).toBeNull();
  expect(describeConnectOutcome(undefined)).toBeNull();
});

test.each([
  ["access_denied", "cancelled"],
  ["invalid_scope", "scopes"],
  ["server_error", "status.hubspot.com"],
  ["temporarily_unavailable", "status.hubspot.com"],
])("HubSpot's refusal %s on the way back is told as what it is", (error, words) => {
  const note = describeConnectOutcome(readRefusal(error));
  expect(`${note?.title} ${note?.text}`).toContain(words);
});

test.each(["", "Access_Denied", "constructor", "__proto__", "Call +1 555 0100 now"])(
  "an unknown refusal (%s) is neither a cancellation nor repeated",
  (error) => {
    expect(readRefusal(error)).toBe("refused");
  },
);

test.each([
  ["BAD_AUTH_CODE", "Connect again"],
  ["BAD_CODE_VERIFIER", "Connect again"],
  ["BAD_CLIENT_ID", "HUBSPOT_CLIENT_ID"],
  ["BAD_CLIENT_SECRET", "HUBSPOT_CLIENT_SECRET"],
  ["BAD_REDIRECT_URI", "redirect URL"],
  ["BAD_SCOPES", "app's scopes"],
  ["BAD_HUB", "another account"],
])("after %s of the token service the page says what mends it", (status, fix) => {
  const outcome = readGrantRefusal(status);
  expect(describeConnectOutcome(outcome)?.text).toContain(fix);
  // The secret is blamed for nothing but itself.
  expect(outcome === "client_secret_refused").toBe(status === "BAD_CLIENT_SECRET");
});

test.each([
  ["not_found", "expired"],
  ["invalid_input", "other_account"],
  ["forbidden", "forbidden"],
  ["not_configured", "not_configured"],
  ["hubspot_refused", "refused"],
  ["hubspot_reconnect", "account_gone"],
  ["hubspot_rate_limited", "rate_limited"],
  ["hubspot_unreachable", "unreachable"],
  ["storage_failed", "failed"],
  ["internal", "failed"],
])("%s is told as %s", (code, outcome) => {
  expect(readFailure(code)).toBe(outcome);
});
