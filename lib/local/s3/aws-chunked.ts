import { Transform, type TransformCallback } from "node:stream";
import { S3Error } from "./s3-error";

const maxLineBytes = 4096;

/**
 * Takes the `aws-chunked` framing off: `<hex size>[;extensions]\r\n<bytes>\r\n … 0\r\n<trailer lines>\r\n\r\n`.
 * `trailers` is complete when the stream has ended.
 */
export class AwsChunkedDecoder extends Transform {
  readonly trailers = new Map<string, string>();
  #pending: Buffer = Buffer.alloc(0);
  #state: "size" | "data" | "data-end" | "trailer" | "done" = "size";
  #bytesLeft = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#pending = this.#pending.length > 0 ? Buffer.concat([this.#pending, chunk]) : chunk;
    try {
      while (this.#takeNext());
      done();
    } catch (thrown) {
      done(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  }

  override _flush(done: TransformCallback): void {
    // The last trailer line needs no empty line after it to be complete.
    if (this.#state === "trailer" && this.#pending.length === 0) this.#state = "done";
    done(this.#state === "done" ? null : new S3Error(400, "IncompleteBody", "The chunked body ends too early."));
  }

  /** False when it needs more bytes. */
  #takeNext(): boolean {
    switch (this.#state) {
      case "size":
        return this.#takeLine((line) => {
          if (!/^[0-9a-f]{1,12}(;.*)?$/i.test(line)) throw malformed();
          this.#bytesLeft = Number.parseInt(line, 16);
          this.#state = this.#bytesLeft === 0 ? "trailer" : "data";
        });
      case "data":
        return this.#takeData();
      case "data-end":
        return this.#takeLine((line) => {
          if (line !== "") throw malformed();
          this.#state = "size";
        });
      case "trailer":
        return this.#takeLine((line) => {
          if (line === "") this.#state = "done";
          else this.#keepTrailer(line);
        });
      case "done":
        if (this.#pending.length > 0) throw malformed();
        return false;
      default:
        return this.#state satisfies never;
    }
  }

  #takeLine(handle: (line: string) => void): boolean {
    const end = this.#pending.indexOf("\r\n");
    if (end > maxLineBytes || (end < 0 && this.#pending.length > maxLineBytes)) throw malformed();
    if (end < 0) return false;
    const line = this.#pending.toString("latin1", 0, end);
    this.#pending = this.#pending.subarray(end + 2);
    handle(line);
    return true;
  }

  #takeData(): boolean {
    const data = this.#pending.subarray(0, this.#bytesLeft);
    if (data.length === 0) return false;
    this.push(data);
    this.#pending = this.#pending.subarray(data.length);
    this.#bytesLeft -= data.length;
    if (this.#bytesLeft === 0) this.#state = "data-end";
    return true;
  }

  #keepTrailer(line: string): void {
    const colonAt = line.indexOf(":");
    if (colonAt < 1) throw malformed();
    this.trailers.set(line.slice(0, colonAt).trim().toLowerCase(), line.slice(colonAt + 1).trim());
  }
}

function malformed(): S3Error {
  return new S3Error(400, "InvalidChunkSizeError", "The chunked body is malformed.");
}
