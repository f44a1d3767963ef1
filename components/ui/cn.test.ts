import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findFights } from "./testing/find-fights";

const root = path.join(import.meta.dirname, "../..");

function readAll(): Map<string, string> {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name)),
  );
  return new Map(
    files
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
      .map((name) => [name, readFileSync(path.join(root, name), "utf8")]),
  );
}

const box = "export function Box({ className }) { return <div className={cn(base, isBig && big, className)} />; }";

test.each([
  ["two of one call", 'const a = <p className={cn("p-2", "p-4")} />;', ["p-2"]],
  [
    "one of a component and one of its use",
    `const base = "h-4 p-2"; ${box} const a = <Box className="h-8" />;`,
    ["h-4"],
  ],
  [
    "one of a component and one of a property of another name",
    'function Box({ boxClassName }) { return <div className={cn("h-4", boxClassName)} />; } const a = <Box boxClassName="h-8" />;',
    ["h-4"],
  ],
  [
    "one of a component and one that another component passes on to it",
    `const base = "h-4"; ${box} function Frame({ className }) { return <Box className={className} />; } const a = <Frame className="h-8" />;`,
    ["h-4"],
  ],
  [
    "one of a component's variants and one of its use",
    'const styles = cva("p-2", { variants: { size: { sm: "h-4" } } }); function Box({ size, className }) { return <div className={cn(styles({ size }), className)} />; } const a = <Box className="h-8" />;',
    ["h-4"],
  ],
  ["a constant and a condition of one call", `const base = "h-4"; const big = "h-8"; ${box}`, ["h-4"]],
  ["nothing where the first gives way", `const base = "weak:h-4"; ${box} const a = <Box className="h-8" />;`, []],
  ["nothing where only one can be", 'const a = <p className={cn(isBig ? "p-4" : "p-2", "h-4")} />;', []],
])("a fight is found of %s", (_name, text, lost) => {
  expect(findFights(new Map([["box.tsx", text]])).flatMap((fight) => fight.lost)).toEqual(lost);
});

test("no class of the console is one that another replaces: what may be replaced is weak", () => {
  expect(findFights(readAll())).toEqual([]);
});
