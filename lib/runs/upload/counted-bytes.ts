import { MOST_UPLOAD_BYTES } from "../../api/upload-limit";
import { AppError } from "../../errors";

/** The bytes of an uploaded file, counted while they pass. */
export class CountedBytes {
  #count = 0;

  constructor(private readonly bytes: AsyncIterable<Uint8Array>) {}

  get count(): number {
    return this.#count;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const piece of this.bytes) {
      this.#count += piece.byteLength;
      if (this.#count > MOST_UPLOAD_BYTES) throw refuseSize();
      yield piece;
    }
  }
}

export function refuseSize(): AppError {
  return new AppError(
    "too_large",
    "This file is larger than 1 GB. Part it into several, each with the header, and upload and send one after another.",
  );
}
