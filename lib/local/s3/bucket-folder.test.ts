import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { BucketFolder, compareKeys } from "./bucket-folder";
import { pathOfKey } from "./object-path";

const dir = mkdtempSync(path.join(tmpdir(), "sluice-bucket-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let made = 0;

function makeBucket(keys: readonly string[]): { bucket: BucketFolder; folder: string } {
  const folder = path.join(dir, String(made++));
  mkdirSync(folder);
  const bucket = new BucketFolder(folder);
  for (const key of keys) put(bucket, key, key);
  return { bucket, folder };
}

function put(bucket: BucketFolder, key: string, text: string, mustBeNew = false): void {
  const file = path.join(dir, "body");
  writeFileSync(file, text);
  bucket.putObject(
    key,
    file,
    { size: Buffer.byteLength(text), etag: "etag", modifiedAt: 0, headers: {}, checksums: {}, tags: "" },
    { precondition: { mustBeNew, mustHaveEtag: null } },
  );
}

async function list(bucket: BucketFolder, prefix = "", after = ""): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of bucket.listKeys(prefix, after)) keys.push(key);
  return keys;
}

async function read(bucket: BucketFolder, key: string): Promise<string> {
  const { bytes } = await bucket.openObject(key);
  const text = await bytes.readFile("utf8");
  await bytes.close();
  return text;
}

// Few characters, so that keys are often parts of each other; and the awkward ones.
const char = fc.constantFrom("a", "b", "A", "/", "-", ".", "+", "%", "=", " ", "ü", "\uffee", "😀", "\0", "\\", ":");
const key = fc.oneof(
  fc.array(char, { minLength: 1, maxLength: 8 }).map((chars) => chars.join("")),
  fc.array(char, { minLength: 200, maxLength: 250 }).map((chars) => chars.join("")),
);

test("any set of keys is kept apart, read back, and listed by prefix and start in the order of its bytes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { minLength: 1, maxLength: 12 }),
      key,
      key,
      fc.boolean(),
      async (keys, somePrefix, after, fromKey) => {
        const { bucket, folder } = makeBucket(keys);
        const prefix = fromKey ? (keys[0]?.slice(0, 3) ?? "") : somePrefix;
        const sorted = [...keys].sort(compareKeys);
        expect(await list(bucket)).toEqual(sorted);
        expect(await list(bucket, prefix, after)).toEqual(
          sorted.filter((one) => one.startsWith(prefix) && compareKeys(one, after) > 0),
        );
        for (const one of keys) expect(await read(bucket, one)).toBe(one);
        for (const one of keys) bucket.deleteObject(one);
        expect(
          readdirSync(path.join(folder, "data"), { recursive: true }).filter((name) => String(name).length > 2),
        ).toEqual([]);
        expect(await list(bucket)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test.each(["../../x", "..", ".", "/etc/passwd", "a/../../b", "\0", "..\\..\\x", "C:\\x", "CON", "%2e%2e/x"])(
  "the key %j stays inside the folder",
  (wild) => {
    const resolved = path.resolve("/bucket", ...pathOfKey(wild));
    expect(resolved.startsWith("/bucket/")).toBe(true);
    expect(pathOfKey(wild).every((name) => /^[a-z0-9_%=+-]+(\.json)?$/.test(name) && name.length < 255)).toBe(true);
  },
);

test("keys that differ in case only never share a file name, on any file system", () => {
  const names = ["report", "Report", "REPORT"].map((name) => pathOfKey(name).join("/").toLowerCase());
  expect(new Set(names).size).toBe(3);
});

test("an object that is open stays readable while it is replaced", async () => {
  const { bucket } = makeBucket(["x"]);
  const { bytes } = await bucket.openObject("x");
  put(bucket, "x", "new");
  expect(await bytes.readFile("utf8")).toBe("x");
  await bytes.close();
  expect(await read(bucket, "x")).toBe("new");
});

test("a write that must be new and isn't changes nothing", async () => {
  const { bucket } = makeBucket(["x"]);
  expect(() => put(bucket, "x", "new", true)).toThrow(expect.objectContaining({ code: "PreconditionFailed" }));
  expect(await read(bucket, "x")).toBe("x");
});
