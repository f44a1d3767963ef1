import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { type FileHandle, open, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { pathOfKey, readEntry } from "./object-path";
import { S3Error } from "./s3-error";

/** What is known of an object; its bytes are in the data file. */
export const StoredObject = z.object({
  dataFile: z.string(),
  size: z.number(),
  etag: z.string(),
  modifiedAt: z.number(),
  /** Given back with the object: content type, disposition, encoding, the client's own metadata. */
  headers: z.record(z.string(), z.string()),
  checksums: z.record(z.string(), z.string()),
  tags: z.string(),
});
export type StoredObject = z.infer<typeof StoredObject>;

/** What must hold for a write to happen. */
export interface Precondition {
  readonly mustBeNew: boolean;
  readonly mustHaveEtag: string | null;
}

export interface KeyOfBucket {
  readonly key: string;
  readonly file: string;
}

/**
 * A bucket on disk. An object is a small file of facts under `objects`, found by its key, that names a data file under
 * `data` which never changes. The facts are renamed into place, so a reader sees the old object or the new one, whole.
 */
export class BucketFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async readObject(key: string): Promise<StoredObject> {
    return parseFacts(await readFile(this.#factsFile(key), "utf8").catch(refuseMissing));
  }

  /** The object with its open bytes, which stay readable though the object be replaced. The caller closes them. */
  async openObject(key: string): Promise<{ object: StoredObject; bytes: FileHandle }> {
    for (let triesLeft = 5; ; triesLeft--) {
      const object = await this.readObject(key);
      try {
        return { object, bytes: await open(path.join(this.#folder, "data", object.dataFile)) };
      } catch (thrown) {
        // Replaced in between: the facts that we read are old.
        if (!isMissing(thrown) || triesLeft === 0) throw thrown;
      }
    }
  }

  /**
   * Makes the file the object's bytes. Synchronous, so that of two writers under a precondition only one can win.
   * The file is moved, or linked where `isShared`.
   */
  putObject(
    key: string,
    file: string,
    facts: Omit<StoredObject, "dataFile">,
    { precondition, isShared = false }: { precondition: Precondition; isShared?: boolean },
  ): void {
    const factsFile = this.#factsFile(key);
    const before = this.#readNow(factsFile);
    checkPrecondition(before, precondition);
    const id = randomUUID();
    const dataFile = path.join(id.slice(0, 2), id);
    const data = path.join(this.#folder, "data", dataFile);
    mkdirSync(path.dirname(data), { recursive: true });
    mkdirSync(path.dirname(factsFile), { recursive: true });
    if (isShared) linkSync(file, data);
    else renameSync(file, data);
    writeFileSync(`${data}.facts`, JSON.stringify({ ...facts, dataFile } satisfies StoredObject));
    renameSync(`${data}.facts`, factsFile);
    if (before) this.#removeData(before);
  }

  /** Where the object's bytes are, for `putObject` of a copy. */
  dataFileOf(object: StoredObject): string {
    return path.join(this.#folder, "data", object.dataFile);
  }

  /** Does nothing if there is no such object, as S3 does. */
  deleteObject(key: string): void {
    const factsFile = this.#factsFile(key);
    const object = this.#readNow(factsFile);
    if (object === null) return;
    rmSync(factsFile);
    this.#removeData(object);
    this.#removeEmptyFolders(path.dirname(factsFile));
  }

  /** The keys with the prefix that come after `after`, in the order of their UTF-8 bytes. */
  listKeys(prefix: string, after: string): AsyncGenerator<KeyOfBucket> {
    return walk(path.join(this.#folder, "objects"), "", { prefix, after });
  }

  #factsFile(key: string): string {
    return path.join(this.#folder, "objects", ...pathOfKey(key));
  }

  #readNow(factsFile: string): StoredObject | null {
    try {
      return parseFacts(readFileSync(factsFile, "utf8"));
    } catch (thrown) {
      if (isMissing(thrown)) return null;
      throw thrown;
    }
  }

  #removeData({ dataFile }: StoredObject): void {
    rmSync(path.join(this.#folder, "data", dataFile), { force: true });
  }

  #removeEmptyFolders(folder: string): void {
    const top = path.join(this.#folder, "objects");
    for (let current = folder; current !== top; current = path.dirname(current)) {
      try {
        rmdirSync(current);
      } catch {
        return; // it still holds something
      }
    }
  }
}

export async function readFacts(file: string): Promise<StoredObject | null> {
  try {
    return parseFacts(await readFile(file, "utf8"));
  } catch (thrown) {
    if (isMissing(thrown)) return null; // deleted while we were listing
    throw thrown;
  }
}

async function* walk(
  folder: string,
  parent: string,
  range: { prefix: string; after: string },
): AsyncGenerator<KeyOfBucket> {
  for (const { kind, text, file } of await readSorted(folder)) {
    const key = parent + text;
    if (kind === "object") {
      if (key.startsWith(range.prefix) && compareKeys(key, range.after) > 0) yield { key, file };
      continue;
    }
    const isBefore = compareKeys(key, range.after) < 0 && !range.after.startsWith(key);
    const canMatch = key.startsWith(range.prefix) || range.prefix.startsWith(key);
    if (canMatch && !isBefore) yield* walk(file, key, range);
  }
}

interface FoundEntry {
  readonly kind: "object" | "folder";
  readonly text: string;
  readonly file: string;
}

async function readSorted(folder: string): Promise<FoundEntry[]> {
  return (await readEntries(folder, "")).sort((a, b) => compareKeys(a.text, b.text));
}

/** Sorted with its slash, a folder stands where its keys do: `a-b/x` comes before `a/x`. */
async function readEntries(folder: string, begun: string): Promise<FoundEntry[]> {
  const names = await readdir(folder).catch((thrown: unknown) => {
    if (isMissing(thrown)) return [];
    throw thrown;
  });
  const found = names.map(async (name): Promise<FoundEntry[]> => {
    const entry = readEntry(name);
    if (entry === null) return [];
    const text = begun + entry.text;
    const file = path.join(folder, name);
    if (entry.kind === "continued") return readEntries(file, text);
    return [entry.kind === "object" ? { kind: "object", text, file } : { kind: "folder", text: `${text}/`, file }];
  });
  return (await Promise.all(found)).flat();
}

/** By UTF-8 bytes, as S3 does: JavaScript's own order differs behind U+FFFF. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function checkPrecondition(before: StoredObject | null, { mustBeNew, mustHaveEtag }: Precondition): void {
  if (mustHaveEtag !== null && before === null) throw new S3Error(404, "NoSuchKey", "The key does not exist.");
  if ((mustBeNew && before !== null) || (mustHaveEtag !== null && before?.etag !== mustHaveEtag)) {
    throw new S3Error(412, "PreconditionFailed", "At least one of the preconditions did not hold.");
  }
}

function parseFacts(json: string): StoredObject {
  return StoredObject.parse(JSON.parse(json));
}

function refuseMissing(thrown: unknown): never {
  if (isMissing(thrown)) throw new S3Error(404, "NoSuchKey", "The key does not exist.");
  throw thrown;
}

/** Also where a part of the path is a file, or nothing. */
function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && (thrown.code === "ENOENT" || thrown.code === "ENOTDIR");
}
