import { beforeAll, describe, expect, it } from "vitest";
import { defaultSwitches, switchesSchema } from "@/lib/local/hubspot-sandbox/switches";
import { runContactScenario, type Told } from "./testing/contact-scenario";

/** By the row: what becomes of it with the switch off, and on. */
type Difference = Readonly<Record<string, readonly [off: string, on: string]>>;

const byEmail = ["upsert by email", "create by email"];
const byUniqueProperty = ["upsert by external_id", "create by external_id"];
const creating = [...byEmail, ...byUniqueProperty];
const updating = ["update by email", "update by external_id", "update by hs_object_id"];

function inWays(ways: readonly string[], rows: Difference): Difference {
  return Object.fromEntries(
    ways.flatMap((way) => Object.entries(rows).map(([row, difference]) => [`${way}: ${row}`, difference] as const)),
  );
}

/**
 * The switches that change what HubSpot answers to writes. The outcomes are the same either way but for the differences
 * named here, which are HubSpot's to make.
 */
const reaching: Readonly<Record<string, Difference>> = {
  shufflesResults: {},
  refusesWholeEmailBatches: {},
  // Row 9 isn't sent its badge and loses it, so that row 32 gets it.
  blanksUnsentByEmail: inWays(["upsert by email"], {
    "row 32": ["rejected CONFLICTING_UNIQUE_VALUE badge", "created"],
    records: ["93", "94"],
  }),
  answers207WhenAllInputsFail: {},
  setsMatchValueFromId: {},
  ignoresCaseOfUniqueText: {
    ...inWays(["upsert by external_id"], { "row 12": ["created", "updated"], records: ["94", "93"] }),
    ...inWays(["create by external_id"], { "row 12": ["created", "skipped exists"], records: ["94", "93"] }),
    ...inWays(["update by external_id"], { "row 12": ["skipped missing", "updated"] }),
  },
  refusesWholeUpsertOnTakenValue: {},
  refusesTwoEmailsOfOneContact: {},
  takesAdditionalEmailsOnCreate: inWays(creating, {
    "row 41": ["rejected READ_ONLY_VALUE hs_additional_emails", "created"],
    records: ["92", "93"],
  }),
  ignoresBackwardLifecycleStage: {},
  describesOptionsAtLength: {},
  listsOverlongText: inWays(creating, {
    "row 38": ["rejected VALIDATION_ERROR", "rejected VALUE_TOO_LONG nickname"],
  }),
  refusesUnknownOwners: inWays(["upsert by email", "upsert by external_id", "upsert by hs_object_id", ...updating], {
    "row 10": ["updated", "rejected INVALID_OPTION hubspot_owner_id"],
  }),
  answers404WhenBatchReadFindsNothing: {},
  groupsMissingRecords: {},
  requiresWhatTheGuidesRequire: inWays(byUniqueProperty, {
    "row 43": ["created", "rejected MISSING_REQUIRED_PROPERTY email"],
    records: ["94", "93"],
  }),
  trimsMatchValues: {},
  // A create never brings an archived record back: its match value is taken.
  revivesArchivedRecords: {
    ...inWays(["upsert by email", "upsert by external_id"], { "row 22": ["created", "updated"] }),
    ...inWays(["create by email"], { "row 22": ["created", "rejected CONFLICT"], records: ["93", "92"] }),
    ...inWays(["create by external_id"], {
      "row 22": ["created", "rejected CONFLICTING_UNIQUE_VALUE external_id"],
      records: ["93", "92"],
    }),
  },
};

/** The switches that change no answer to a write, and why. */
const outOfReach: Readonly<Record<string, string>> = {
  refusesUpsertWithoutIdProperty: "every input names its property",
  takesSeveralIdProperties: "a destination matches by one property",
  clearsOnNull: "values are sent as texts, never as null",
  namesPortalOfNonUniqueProperty: "both texts stop the run: errors.test.ts reads them",
  reportsEmailAsUnique: "it is in the answer to reading properties: other-switches.sandbox.test.ts",
  takesUniquePropertiesOnProducts: "it is about creating a property: other-switches.sandbox.test.ts",
  refusesSchemasBelowEnterprise: "it is in the answer to listing object types: other-switches.sandbox.test.ts",
  checksScopesOfEmptyBatches: "a batch of rows isn't empty: probe-access.sandbox.test.ts",
  sendsRetryAfterOnRateLimit: "waiting is the client's: client.test.ts, other-switches.sandbox.test.ts",
  countsCallsWhenAnswered: "limits are the client's: limiter.test.ts, other-switches.sandbox.test.ts",
  saysInvalidClientForUnknownId: "it is about connecting: other-switches.sandbox.test.ts",
  redirectsOnCancel: "it is about connecting",
  rotatesRefreshTokens: "it is about connecting",
  endsAccessTokensOnUninstall: "it is about connecting: lib/local/faults/scenarios.ts",
  refusesWholeAssociationBatches: "nothing is associated",
  findsEmptyByNegation: "nothing is searched for",
};

describe("every switch of the sandbox", () => {
  let base: Told;
  beforeAll(async () => {
    base = await runContactScenario({});
  }, 60_000);

  it("is met by writes, or it is said why not", () => {
    expect([...Object.keys(reaching), ...Object.keys(outOfReach)].sort()).toEqual(
      Object.keys(switchesSchema.shape).sort(),
    );
  });

  it.each(Object.entries(reaching))(
    "%s: what becomes of the rows is the same off and on, but for what is named",
    async (name, named) => {
      const isOnByDefault = Object.entries(defaultSwitches).some(([other, isOn]) => other === name && isOn);
      const other = await runContactScenario({ switches: { [name]: !isOnByDefault } });
      const [off, on] = isOnByDefault ? [other, base] : [base, other];
      const keys = Object.keys({ ...off, ...on }).filter((key) => off[key] !== on[key]);
      expect(Object.fromEntries(keys.map((key) => [key, [off[key], on[key]]]))).toEqual(named);
    },
  );
});
