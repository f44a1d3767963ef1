import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type JournalEntry, journalEntrySchema } from "@/lib/local/hubspot-sandbox/journal/entries";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** How much a hard kill may lose. */
const flushAfterMs = 100;

/** Appends what changed to one file. Writes of the same record between two flushes are one line. */
export class Journal {
  readonly #file: FileHandle;
  readonly #entries: JournalEntry[] = [];
  readonly #records = new Map<StoredRecord, { portalId: number; typeId: string }>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: FileHandle) {
    this.#file = file;
  }

  append(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.#schedule();
  }

  touchRecord(portalId: number, typeId: string, record: StoredRecord): void {
    if (!this.#records.has(record)) this.#records.set(record, { portalId, typeId });
    this.#schedule();
  }

  /** Undo happens within one request, so the record can't have reached the file yet. */
  forgetRecord(record: StoredRecord): void {
    this.#records.delete(record);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#flush();
    await this.#writing;
    await this.#file.close();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#flush(), flushAfterMs);
  }

  #flush(): void {
    this.#timer = null;
    const entries = this.#entries.splice(0);
    const records = [...this.#records];
    this.#records.clear();
    this.#writing = this.#writing.then(() => writeAll(this.#file, listAll(entries, records)));
  }
}

function* listAll(
  entries: readonly JournalEntry[],
  records: readonly [StoredRecord, { portalId: number; typeId: string }][],
): Iterable<JournalEntry> {
  yield* entries;
  for (const [record, place] of records) yield { kind: "record", ...place, record };
}

/**
 * Reads the journal of `dataDir` into `apply`, writes it anew from `list` without what is outdated, and opens it for
 * appending. A last line that was cut short is dropped.
 */
export async function openJournal(
  dataDir: string,
  apply: (entry: JournalEntry) => void,
  list: () => Iterable<JournalEntry>,
): Promise<Journal> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, "journal.jsonl");
  await replay(path, apply);
  const compacted = `${path}.new`;
  const file = await open(compacted, "w");
  await writeAll(file, list());
  await file.sync();
  await rename(compacted, path);
  return new Journal(file);
}

async function replay(path: string, apply: (entry: JournalEntry) => void): Promise<void> {
  const file = await open(path, "a+");
  await file.close();
  let torn: string | null = null;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (torn !== null) throw new Error(`${path} is damaged at: ${torn.slice(0, 80)}`);
    const entry = readLine(line);
    if (entry === null) torn = line;
    else apply(entry);
  }
}

function readLine(line: string): JournalEntry | null {
  try {
    return journalEntrySchema.parse(JSON.parse(line));
  } catch (failure) {
    // JSON that isn't whole is a line cut short; whole JSON of another shape is somebody else's file.
    if (failure instanceof SyntaxError) return null;
    throw failure;
  }
}

/** A piece at a time: a million records don't fit into one text. */
async function writeAll(file: FileHandle, entries: Iterable<JournalEntry>): Promise<void> {
  let lines: string[] = [];
  for (const entry of entries) {
    lines.push(`${JSON.stringify(entry)}\n`);
    if (lines.length < 5000) continue;
    await file.appendFile(lines.join(""));
    lines = [];
  }
  await file.appendFile(lines.join(""));
}
