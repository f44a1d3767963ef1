import { notFound } from "../auth/require-id";
import { getDb } from "../db";
import type { Column } from "../engine/types";
import { AppError } from "../errors";
import { decodeRejects, Reject } from "../rejects/reject";
import { RejectIndex } from "../rejects/reject-index";
import type { ObjectStore } from "../storage/object-store";
import { openRunStores } from "./open-run-stores";
import { Manifest } from "./planned-row";
import { chunkRejectsKey, manifestKey, planRejectsKey, rejectIndexKey } from "./run-keys";
import { explainDeletedFiles } from "./view-files";

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

/** Null while a run has no plan. Throws `not_found`, with the reason, once its files were deleted. */
export async function openRejectFiles({ id }: { readonly id: string }): Promise<RejectFiles | null> {
  const run = await findRun(id);
  if (!run.planPrefix) return null;
  try {
    const files = await openIn(run, run.planPrefix);
    // What was listed while it was deleted isn't all of it; deleting begins only once the row says where to look.
    const now = await findRun(id);
    return now.storageId === run.storageId ? files : await openIn(now, run.planPrefix);
  } catch (thrown) {
    const moved = await findAgain(run, thrown);
    return openIn(moved, run.planPrefix);
  }
}

const runSelect = {
  id: true,
  workspaceId: true,
  syncId: true,
  planPrefix: true,
  planChunks: true,
  storageId: true,
  filesDeletedAt: true,
  filesKeptDays: true,
} as const;

type FoundRun = Awaited<ReturnType<typeof findRun>>;

async function findRun(id: string) {
  const run = await getDb().run.findUnique({ where: { id }, select: runSelect });
  if (!run) throw notFound("run");
  const deleted = explainDeletedFiles(run);
  if (deleted !== null) throw new AppError("not_found", deleted);
  return run;
}

/** The run, if its files have moved since; else what was thrown is thrown again. */
async function findAgain(run: FoundRun, thrown: unknown): Promise<FoundRun> {
  if (!(thrown instanceof AppError) || thrown.code !== "not_found") throw thrown;
  const now = await findRun(run.id);
  if (now.storageId === run.storageId) throw thrown;
  return now;
}

async function openIn(run: FoundRun, planPrefix: string): Promise<RejectFiles> {
  const { id, planChunks } = run;
  const { pages: store } = await openRunStores(run, run.storageId);
  const { columns, rejectPages } = Manifest.parse(JSON.parse(await store.getText(manifestKey(planPrefix))));
  const ofPlan = Array.from({ length: rejectPages }, (_, index) => planRejectsKey(planPrefix, index));
  const ofChunks = await listChunkPages(store, id, planChunks);
  const pages = [...ofPlan, ...ofChunks].map((key, page) => ({ page, key, isOfPlan: page < rejectPages }));
  return {
    columns,
    pages,
    read: ({ key }) => decodeRejects(readLines(run, store, key)),
    find: ({ key }, search) => findRejects(readLines(run, store, key), search),
    readIndex: () => readIndex(store, id),
  };
}

/** A page may move to the workspace's bucket while those before it are read: then it is read there. */
async function* readLines(run: FoundRun, store: ObjectStore, key: string): AsyncGenerator<string> {
  let isBegun = false;
  try {
    for await (const line of store.readLines(key)) {
      isBegun = true;
      yield line;
    }
  } catch (thrown) {
    if (isBegun) throw thrown;
    const moved = await findAgain(run, thrown);
    yield* (await openRunStores(moved, moved.storageId)).pages.readLines(key);
  }
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
