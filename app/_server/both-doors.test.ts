import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const app = path.resolve(import.meta.dirname, "..");

/** The verbs that the files of a folder import, whatever they call them. */
function listVerbs(folder: string): string[] {
  const files = readdirSync(path.join(app, folder), { recursive: true, encoding: "utf8" });
  const names = files
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => [
      ...readFileSync(path.join(app, folder, name), "utf8").matchAll(
        /^import \{([^}]+)\} from "@\/lib\/(?:connections|members|runs|syncs)\/[\w/-]+";$/gm,
      ),
    ])
    .flatMap(([, list = ""]) => list.split(","))
    .map((name) => name.trim().split(" as ")[0] ?? "")
    .filter((name) => /^[a-z]/.test(name) && !name.startsWith("type "));
  return [...new Set(names)];
}

const api = listVerbs("api/v1");
const actions = listVerbs("_server/actions");
const pages = listVerbs("(console)");

// What is on one side only, each with its reason.
const onlyForPeople = {
  createApiKey: "a key makes no keys",
  getConnect: "is about connecting by OAuth",
  isSetUp: "comes before there is a key",
  listApiKeys: "a key makes no keys",
  revokeApiKey: "a key makes no keys",
  setUpInstance: "comes before there is a key",
  startOAuth: "needs a person at HubSpot's page",
};
const onlyForMachines = {
  previewSync: "the console maps its rows in the browser, by the same engine",
  previewSyncInput: "the console maps its rows in the browser, by the same engine",
};

test("what people can do, machines can, unless there is a reason", () => {
  expect(actions.length).toBeGreaterThan(15);
  expect([...actions, ...pages].filter((verb) => !api.includes(verb) && !(verb in onlyForPeople))).toEqual([]);
});

test("what machines can do, people can, unless there is a reason", () => {
  // The console's pages ask /api/v1 themselves for what they read while they are open.
  const asked = ["queries.ts", "match-check.ts"]
    .map((file) => readFileSync(path.join(app, "../lib/api", file), "utf8"))
    .join("\n");
  const isAsked = { listObjectTypes: "/object-types`", listRejects: "/rejects?", listTables: "/tables`" };
  const alsoAsked = {
    checkMatch: "/syncs/match-check",
    compareRows: "/syncs/compare",
    countAccepted: "/accepted`",
    getCall: "/calls/$",
    getPace: "/pace`",
    listCalls: "/calls?",
    listWritten: "/written?",
    lookUpRecord: "/records/lookup",
    countCauses: "/causes/counts",
    estimateRows: "/estimate`",
    listColumns: "/columns`",
    listFixes: "/fixes`",
    listRunFixes: "/fixes`",
    previewSource: "/preview`",
    readProperties: "/properties`",
    openReport: "/report?",
    uploadCorrectedFile: "/uploads?",
  };
  const throughApi = Object.entries({ ...isAsked, ...alsoAsked }).flatMap(([verb, end]) =>
    asked.includes(end) ? [verb] : [],
  );
  const people = [...actions, ...pages, ...throughApi];
  expect(api.length).toBeGreaterThan(25);
  expect(api.filter((verb) => !people.includes(verb) && !(verb in onlyForMachines))).toEqual([]);
});
