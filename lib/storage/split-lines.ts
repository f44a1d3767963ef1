/** No line of ours comes near this; without a bound, a damaged file would fill the memory. */
const maxLineLength = 64 * 1024 * 1024;

/** The lines of a UTF-8 text that comes in pieces, cut anywhere. Only `\n` ends a line; the last one may lack it. */
export async function* splitLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let begun = "";
  for await (const piece of pieces) {
    const lines = decoder.decode(piece, { stream: true }).split("\n");
    lines[0] = begun + (lines[0] ?? "");
    begun = lines.pop() ?? "";
    if (begun.length > maxLineLength) throw new Error(`A line is longer than ${maxLineLength} characters.`);
    yield* lines;
  }
  begun += decoder.decode();
  if (begun !== "") yield begun;
}
