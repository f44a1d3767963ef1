import type { Column } from "../engine/types";
import { decodeRejects, Reject } from "../rejects/reject";
import { RejectIndex } from "../rejects/reject-index";
import { getObjectStore } from "../storage/instance-store";
import type { ObjectStore } from "../storage/object-store";
import { Manifest } from "./planned-row";
import { chunkRejectsKey, manifestKey, planRejectsKey, rejectIndexKey } from "./run-keys";
import type { RunWork } from "./run-work";

/** A file of a run's rejects: its number among them, and its key, by which the index knows it. */
export interface RejectPageKey {
  readonly page: number;
  readonly key: string;
  /** Rejects of the preflight; else they are of a chunk's delivery. */
  readonly isOfPlan: boolean;
}

interface Search {
  readonly fromLine: number;
  /** False of a line that cannot be what is looked for; it isn't even parsed. */
  readonly couldBeAsked: (text: string) => boolean;
}

/** What a run has rejected, whichever store holds it: the one way to read it. */
export interface RejectFiles {
  /** What the cells of its rejects are, in their order. */
  readonly columns: readonly Column[];
  /** The pages that exist, in order: those of the plan, then those of its chunks. */
  readonly pages: readonly RejectPageKey[];
  /** The rejects of one page, in flat memory. */
  read(page: RejectPageKey): AsyncGenerator<Reject>;
  /** Those of one page from a line on, each with its line. */
  find(page: RejectPageKey, search: Search): AsyncGenerator<{ line: number; reject: Reject }>;
  /** Which causes stand on which page. It is written when a run ends: until then it is empty, and tells nothing. */
  readIndex(): Promise<RejectIndex>;
}

/** Null while a run has no plan. */
export async function openRejectFiles({
  id,
  planPrefix,
  planChunks,
}: Pick<RunWork, "id" | "planPrefix" | "planChunks">): Promise<RejectFiles | null> {
  if (!planPrefix) return null;
  const store = getObjectStore();
  const { columns, rejectPages } = Manifest.parse(JSON.parse(await store.getText(manifestKey(planPrefix))));
  const ofPlan = Array.from({ length: rejectPages }, (_, index) => planRejectsKey(planPrefix, index));
  const ofChunks = await listChunkPages(store, id, planChunks);
  const pages = [...ofPlan, ...ofChunks].map((key, page) => ({ page, key, isOfPlan: page < rejectPages }));
  return {
    columns,
    pages,
    read: ({ key }) => decodeRejects(store.readLines(key)),
    find: ({ key }, search) => findRejects(store.readLines(key), search),
    readIndex: () => readIndex(store, id),
  };
}

async function listChunkPages(store: ObjectStore, runId: string, chunks: number): Promise<string[]> {
  const written = new Set<string>();
  for await (const { key } of store.list(chunkRejectsKey(runId, 0).replace(/[^/]+$/, ""))) written.add(key);
  const all = Array.from({ length: chunks }, (_, index) => chunkRejectsKey(runId, index));
  return all.filter((key) => written.has(key));
}

async function* findRejects(lines: AsyncIterable<string>, { fromLine, couldBeAsked }: Search) {
  let line = -1;
  for await (const text of lines) {
    line += 1;
    if (line >= fromLine && couldBeAsked(text)) yield { line, reject: Reject.parse(JSON.parse(text)) };
  }
}

async function readIndex(store: ObjectStore, runId: string): Promise<RejectIndex> {
  const key = rejectIndexKey(runId);
  for await (const written of store.list(key)) {
    if (written.key === key) return RejectIndex.parse(JSON.parse(await store.getText(key)));
  }
  return {};
}
