import { beforeAll, describe, expect, it } from "vitest";
import { runContactScenario, type Told } from "./testing/contact-scenario";

let base: Told;
beforeAll(async () => {
  base = await runContactScenario({});
}, 60_000);

const differences = (told: Told) => Object.keys({ ...base, ...told }).filter((key) => base[key] !== told[key]);

const writes = ["/batch/upsert", "/batch/update", "/batch/create"];

describe.each(["results-without-trace-ids", "duplicate-result", "wrong-order"])("answers with the fault %s", (kind) => {
  it.each(writes)("to %s change no outcome", async (path) => {
    expect(differences(await runContactScenario({ fault: { path, kind, times: 9 } }))).toEqual([]);
  });
});

describe.each(["reset-before", "reset-after", "half-body"])("a call that is lost with the fault %s", (kind) => {
  it.each(["/batch/create", "/batch/update", "/batch/read"])("at %s changes no outcome", async (path) => {
    expect(differences(await runContactScenario({ fault: { path, kind } }))).toEqual([]);
  });

  it("at /batch/upsert makes a created row count as updated at most", async () => {
    const told = await runContactScenario({ fault: { path: "/batch/upsert", kind } });
    // A second attempt meets the contact of row 41, whose other address can only be set when it is created.
    const changed = differences(told).filter((key) => !key.endsWith(": row 41"));
    expect(changed.filter((key) => base[key] !== "created" || told[key] !== "updated")).toEqual([]);
  });
});

it.each(["/batch/create", "/batch/update"])(
  "results that %s leaves out are looked up, and change no outcome",
  async (path) => {
    expect(differences(await runContactScenario({ fault: { path, kind: "omit-results", count: 5 } }))).toEqual([]);
  },
);

it("records that a look-up leaves out without a word are asked for again, so that no update is skipped", async () => {
  const told = await runContactScenario({ fault: { path: "/batch/read", kind: "omit-results", count: 5 } });
  expect(differences(told).filter((key) => /^update by (email|external_id)/.test(key))).toEqual([]);
});

it.each(writes)("an empty answer of %s makes no row a success", async (path) => {
  const told = await runContactScenario({ fault: { path, kind: "empty-results" } });
  const changed = differences(told).filter((key) => !key.endsWith(": records"));
  expect(changed.length).toBeGreaterThan(10);
  expect(changed.filter((key) => !/^(rejected unconfirmed|skipped missing)/.test(told[key] ?? ""))).toEqual([]);
});
