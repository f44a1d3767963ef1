import fc from "fast-check";
import { expect, test } from "vitest";
import { splitLines } from "./split-lines";

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

const line = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\n", ""));

test("lines are the same wherever the bytes are cut, within characters too", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.nat(5)), async (lines, sizes) => {
      const text = lines.map((one) => `${one}\n`).join("");
      expect(await collect(splitLines(cut(Buffer.from(text), sizes)))).toEqual(lines);
    }),
  );
});

test.each([
  ["", []],
  ["a", ["a"]],
  ["a\nb", ["a", "b"]],
  ["a\n\nb\n", ["a", "", "b"]],
  ["a\r\nb\n", ["a\r", "b"]],
  ["\ufeffa\n", ["\ufeffa"]],
])("%j holds the lines %j", async (text, lines) => {
  expect(await collect(splitLines(cut(Buffer.from(text), [])))).toEqual(lines);
});
