import { decodeFile } from "./decode-file";
import type { CorrectedFile } from "./file-line";
import { readCsv } from "./read-csv";
import { readNdjson } from "./read-ndjson";

/**
 * Understands a corrected file by its head, as CSV or NDJSON: its columns are found, whatever their order. Throws
 * `invalid_input` with what is wrong and what to do; reading its lines may still meet damage further down. Memory
 * doesn't grow with the file.
 */
export async function openCorrectedFile(
  pieces: AsyncIterable<Uint8Array>,
  columns: readonly string[],
): Promise<CorrectedFile> {
  const texts = decodeFile(pieces);
  let begun = "";
  // Without `for await`, which would close what is read on.
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    begun += next.value;
    if (begun.trimStart() !== "") break;
  }
  if (begun.trimStart().startsWith("{")) return readNdjson(begun, texts, columns);
  return readCsv(begun, texts, columns);
}
