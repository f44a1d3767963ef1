import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { optionalScopes, requiredScopes, scopeChoices } from "@/lib/hubspot/scopes";
import { defaultSwitches } from "@/lib/local/hubspot-sandbox/switches";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => path.join("docs", name)),
];

const Configuration = z.object({
  config: z.object({ auth: z.object({ requiredScopes: z.array(z.string()), optionalScopes: z.array(z.string()) }) }),
});

test("the app that docs/hubspot-app.md describes has exactly the scopes that the console asks for", () => {
  const json = /```json\n(.*?)```/s.exec(read("docs/hubspot-app.md"))?.[1] ?? "";
  const { auth } = Configuration.parse(JSON.parse(json)).config;
  expect(auth.requiredScopes).toEqual(requiredScopes.map(({ scope }) => scope));
  expect(auth.optionalScopes).toEqual(optionalScopes.map(({ scope }) => scope));
});

test("docs/hubspot-app.md says of every scope what it is for, under the choice that asks for it", () => {
  const [, required = "", chosen = ""] =
    /Always asked for:\n(.*?)\nAsked for with what you choose:\n(.*?)\n\nA kind/s.exec(read("docs/hubspot-app.md")) ??
    [];
  const scopesIn = (text: string) => [...text.matchAll(/`([\w.-]+)`/g)].map(([, scope]) => scope);
  expect(scopesIn(required)).toEqual(requiredScopes.map(({ scope }) => scope));
  const described = chosen.split(/^(?=\| [A-Z])/m).flatMap((part) => {
    const label = /^\| ([A-Z][\w ]+) \|/.exec(part)?.[1];
    return label && label !== "Choice" ? [{ label, scopes: scopesIn(part) }] : [];
  });
  expect(described).toEqual(
    scopeChoices.map(({ label, scopes }) => ({ label, scopes: scopes.map(({ scope }) => scope) })),
  );
});

test("docs/deploy.md describes every variable of the app", () => {
  const names = [...read("lib/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name);
  const described = [...read("docs/deploy.md").matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(described.toSorted()).toEqual([...names, "LOG_LEVEL", "PORT", "HOST", "SLUICE_DATA_DIR"].toSorted());
});

test("decision 13 lists every switch of the sandbox as it is set", () => {
  const rows = read("docs/decisions/0013-assumptions-about-hubspot-are-switches.md").matchAll(
    /^\| `(\w+)` \| .* \| (on|off) \|$/gm,
  );
  expect(Object.fromEntries([...rows].map(([, name, state]) => [name, state === "on"]))).toEqual(defaultSwitches);
});

test("decision 14 gives a reason for every package", () => {
  const Packages = z.record(z.string(), z.string());
  const { dependencies, devDependencies } = z
    .object({ dependencies: Packages, devDependencies: Packages })
    .parse(JSON.parse(read("package.json")));
  const decision = read("docs/decisions/0014-dependencies.md");
  const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith("@types/"));
  expect(names.filter((name) => !decision.includes(`\`${name}\``))).toEqual([]);
});

describe.each(documents)("%s", (file) => {
  const text = read(file);

  test("leads to places that are there", () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => target ?? []);
    const broken = links.filter((link) => !/^https?:/.test(link) && !isThere(file, link));
    expect(broken).toEqual([]);
  });

  test("names files that are there", () => {
    const names = [...text.matchAll(/`((?:app|components|inngest|lib|prisma|e2e)\/[\w./-]+)`/g)];
    const missing = names.flatMap(([, name]) => name ?? []).filter((name) => !existsSync(path.join(root, name)));
    expect(missing).toEqual([]);
  });
});

function isThere(file: string, link: string): boolean {
  const [target = "", anchor] = link.split("#");
  const place = target === "" ? file : path.join(path.dirname(file), target);
  if (!existsSync(path.join(root, place))) return false;
  return anchor === undefined || listAnchors(read(place)).includes(anchor);
}

/** The anchors that GitHub gives to headings. */
function listAnchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}
