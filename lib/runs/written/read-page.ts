import { getDb } from "../../db";
import { AppError } from "../../errors";
import { openRunStores } from "../open-run-stores";
import { writtenKey } from "../run-keys";
import type { PageOwner } from "./store-page";
import { WrittenRow } from "./written-row";

export interface PlacedPage extends PageOwner {
  readonly id: string;
  readonly index: number;
  readonly storageId: string | null;
}

/** The rows of a page whose line could be asked for, each with its line, from a line on, in flat memory. */
export async function* readPage(
  page: PlacedPage,
  { fromLine = 0, couldBeAsked = () => true }: { fromLine?: number; couldBeAsked?: (line: string) => boolean },
): AsyncGenerator<{ readonly line: number; readonly row: WrittenRow }> {
  let line = -1;
  for await (const text of readLines(page)) {
    line += 1;
    if (line >= fromLine && couldBeAsked(text)) yield { line, row: WrittenRow.parse(JSON.parse(text)) };
  }
}

/** A page may have moved to the workspace's bucket since it was found: then it is read there. */
async function* readLines(page: PlacedPage): AsyncGenerator<string> {
  let isBegun = false;
  try {
    for await (const line of await openLines(page)) {
      isBegun = true;
      yield line;
    }
  } catch (thrown) {
    if (isBegun || !(thrown instanceof AppError) || thrown.code !== "not_found") throw thrown;
    const now = await getDb().writtenPage.findUnique({ where: { id: page.id }, select: { storageId: true } });
    if (!now || now.storageId === page.storageId) throw thrown;
    yield* await openLines({ ...page, storageId: now.storageId });
  }
}

async function openLines(page: PlacedPage): Promise<AsyncIterable<string>> {
  const { pages } = await openRunStores(page, page.storageId);
  return pages.readLines(writtenKey(page.writerId, page.index));
}
