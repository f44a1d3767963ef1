import { AppError } from "../../errors";
import { refuseOtherKinds } from "./file-kind";

// Enough for every mark that tells a kind of file.
const HEAD_BYTES = 512;

/**
 * The text of a file that comes in pieces, cut anywhere, without its byte order mark: UTF-8, or UTF-16 with a mark.
 * Throws `invalid_input` for anything that is no text, by what it is.
 */
export async function* decodeFile(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: FileDecoder | null = null;
  let head = Buffer.alloc(0);
  for await (const piece of pieces) {
    if (decoder) {
      yield decoder.decode(piece);
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < HEAD_BYTES) continue;
    decoder = openDecoder(head);
    yield decoder.decode(head);
  }
  if (!decoder) {
    decoder = openDecoder(head);
    yield decoder.decode(head);
  }
  yield decoder.end();
  if (decoder.isBlank) throw new AppError("invalid_input", "This file is empty. Upload the corrected report.");
}

function openDecoder(head: Uint8Array): FileDecoder {
  refuseOtherKinds(head);
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new FileDecoder("utf-16le");
  if (first === 0xfe && second === 0xff) return new FileDecoder("utf-16be");
  return new FileDecoder("utf-8");
}

class FileDecoder {
  readonly #decoder: TextDecoder;
  #lines = 1;
  #isBlank = true;

  constructor(private readonly encoding: "utf-8" | "utf-16le" | "utf-16be") {
    this.#decoder = new TextDecoder(encoding, { fatal: true });
  }

  get isBlank(): boolean {
    return this.#isBlank;
  }

  decode(piece: Uint8Array): string {
    return this.#check(() => this.#decoder.decode(piece, { stream: true }), piece);
  }

  end(): string {
    return this.#check(() => this.#decoder.decode(), new Uint8Array());
  }

  #check(decode: () => string, piece: Uint8Array): string {
    let text: string;
    try {
      text = decode();
    } catch (cause) {
      throw new AppError("invalid_input", this.#describeDamage(piece), { cause });
    }
    if (text.includes("\0")) {
      throw new AppError(
        "invalid_input",
        "This file holds bytes that no text has: it is no CSV file, or UTF-16 without its mark. Save it as “CSV UTF-8” and upload that file.",
      );
    }
    this.#isBlank &&= text.trim() === "";
    this.#lines += countLines(text);
    return text;
  }

  #describeDamage(piece: Uint8Array): string {
    const [before = ""] = new TextDecoder(this.encoding).decode(piece).split("\uFFFD", 1);
    const line = this.#lines + countLines(before);
    const save = "Save it as “CSV UTF-8” and upload that file: how is in docs/rejects.md.";
    return this.encoding === "utf-8"
      ? `This file isn't UTF-8: its letters can't be read, the first near line ${line}. ${save}`
      : `This file is damaged near line ${line}: half a letter stands there. ${save}`;
  }
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
