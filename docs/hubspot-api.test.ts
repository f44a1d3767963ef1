import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { defaultSwitches } from "@/lib/local/hubspot-sandbox/switches";

const root = path.resolve(import.meta.dirname, "..");
const contract = path.join(root, "lib/local/hubspot-sandbox/contract");
const knownAs = /^(?:specified|documented|recorded|assumed(?: `\w+`)+)$/;

interface Fact {
  readonly id: string;
  readonly text: string;
  readonly knownAs: string;
}

const text = readFileSync(path.join(root, "docs/hubspot-api.md"), "utf8");
const facts: Fact[] = [...text.matchAll(/^\| (\d+(?:\.\d+)+) \| (.+) \| ([^|]+) \| [^|]*\|$/gm)].map(
  ([, id = "", what = "", knownAs = ""]) => ({ id, text: what, knownAs }),
);
const ids = facts.map((fact) => fact.id);
const sections = [...text.matchAll(/^##+ (\d+(?:\.\d+)?)[. ]/gm)].map(([, number = ""]) => number);
const files = readdirSync(contract).filter((name) => name.endsWith(".test.ts"));
const namesByFile = new Map(files.map((file) => [file, listNames(readFileSync(path.join(contract, file), "utf8"))]));

describe("docs/hubspot-api.md", () => {
  test("has a line for every fact, in order, under its section", () => {
    expect(facts.length).toBeGreaterThan(150);
    expect(text.match(/^\| \d.*$/gm)).toHaveLength(facts.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted((one, other) => one.localeCompare(other, "en", { numeric: true })));
    expect(ids.filter((id) => !sections.includes(id.slice(0, id.lastIndexOf("."))))).toEqual([]);
  });

  test("says of every fact how it is known", () => {
    expect(facts.filter((fact) => !knownAs.test(fact.knownAs))).toEqual([]);
  });

  test("names every switch of the sandbox, and none that isn't there", () => {
    const named = facts.flatMap((fact) => listSwitches(fact.knownAs));
    expect(named.filter((name) => !(name in defaultSwitches))).toEqual([]);
    const mentioned = new Set([...named, ...facts.flatMap((fact) => listSwitches(fact.text))]);
    expect(Object.keys(defaultSwitches).filter((name) => !mentioned.has(name))).toEqual([]);
  });

  test("has a source behind every name that it gives, and gives every name", () => {
    const defined = [...text.matchAll(/^\[(.+?)\]: https:\/\/\S+$/gm)].map(([, name]) => name);
    const body = text.slice(0, text.indexOf(`\n[${defined[0]}]: `));
    const used = new Set([...body.matchAll(/\[([^\]]+)\](?![(\]])/g)].map(([, name]) => name));
    expect(defined.filter((name) => !used.has(name))).toEqual([]);
    const cited = [...body.matchAll(/^\| \d.* \| ([^|]*)\|$/gm)].map(([, cell]) => cell);
    const names = cited.flatMap((cell = "") => [...cell.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name));
    expect(names.filter((name) => !defined.includes(name))).toEqual([]);
  });
});

describe("the contract of the sandbox", () => {
  test("has a test for every fact", () => {
    const proven = new Set([...namesByFile.values()].flat());
    expect(ids.filter((id) => !proven.has(id))).toEqual([]);
  });

  test("sets every switch", () => {
    const sources = files.map((file) => readFileSync(path.join(contract, file), "utf8")).join("\n");
    expect(Object.keys(defaultSwitches).filter((name) => !sources.includes(name))).toEqual([]);
  });

  test.each([...namesByFile])("%s names only facts and sections that are there", (_file, names) => {
    const known = new Set([...ids, ...sections]);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});

/** The numbers behind each § in the names of tests, which are the literals that begin with one. */
function listNames(source: string): string[] {
  const literals = [...source.matchAll(/["'`](§\d[^\n]*?)["'`]/g)].map(([, literal = ""]) => literal);
  return literals.flatMap((literal) => [...literal.matchAll(/§(\d+(?:\.\d+)*)/g)].map(([, number = ""]) => number));
}

function listSwitches(cell: string): string[] {
  return [...cell.matchAll(/`(\w+)`/g)].flatMap(([, name = ""]) => name);
}
