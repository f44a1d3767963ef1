import { MOST_UPLOAD_BYTES } from "@/lib/api/upload-limit";
import { AppError } from "@/lib/errors";
import { refuseSize } from "@/lib/runs/upload/counted-bytes";

/** The body of a request as a file that is read once, piece by piece. */
export class RequestFile {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | null;
  readonly #headers: Headers;
  #isOver = false;
  #isAdmitted = false;
  #bytes = 0;

  /** Of no request, an empty one. */
  constructor(request: Request | null) {
    this.#reader = request?.body?.getReader() ?? null;
    this.#headers = request?.headers ?? new Headers();
  }

  /** Takes the body of a caller who may send it; refuses one that isn't a file, or says itself that it is too large. */
  admit(types: readonly string[]): void {
    if (!this.#reader && types.length === 0) return;
    if (Number(this.#headers.get("content-length") ?? 0) > MOST_UPLOAD_BYTES) throw refuseSize();
    this.#isAdmitted = true;
    const type = this.#headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== undefined && types.includes(type)) return;
    throw new AppError(
      "invalid_input",
      `Send the file itself as the body, with \`Content-Type: ${types[0]}\`: with curl, \`--data-binary @file.csv\`. It takes ${types.join(", ")}.`,
    );
  }

  // Not closed when whoever reads it stops: `drain` goes on from there.
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (let piece = await this.#next(); piece; piece = await this.#next()) yield piece;
  }

  /**
   * Reads what is left and forgets it, up to what a file may have: a caller who is still sending hears the answer only
   * when they are done. A stranger's body isn't read at all, nor one that is too large by its own word.
   */
  async drain(): Promise<void> {
    try {
      while (this.#isAdmitted && this.#bytes <= MOST_UPLOAD_BYTES && (await this.#next()));
    } catch {
      // They are gone: nobody waits for the answer.
    }
  }

  async #next(): Promise<Uint8Array | null> {
    if (!this.#reader || this.#isOver) return null;
    const { done, value } = await this.#reader.read();
    this.#isOver = done;
    this.#bytes += value?.byteLength ?? 0;
    return value ?? null;
  }
}
