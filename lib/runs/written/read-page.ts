import { openRunStores } from "../open-run-stores";
import { writtenKey } from "../run-keys";
import { WrittenRow } from "./written-row";

export interface PlacedPage {
  readonly runId: string;
  readonly index: number;
  readonly syncId: string;
  readonly workspaceId: string;
  readonly storageId: string | null;
}

/** The rows of a page whose line could be asked for, each with its line, from a line on, in flat memory. */
export async function* readPage(
  page: PlacedPage,
  { fromLine = 0, couldBeAsked = () => true }: { fromLine?: number; couldBeAsked?: (line: string) => boolean },
): AsyncGenerator<{ readonly line: number; readonly row: WrittenRow }> {
  const { pages } = await openRunStores(page, page.storageId);
  let line = -1;
  for await (const text of pages.readLines(writtenKey(page.runId, page.index))) {
    line += 1;
    if (line >= fromLine && couldBeAsked(text)) yield { line, row: WrittenRow.parse(JSON.parse(text)) };
  }
}
