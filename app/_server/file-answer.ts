import { makeAttachmentHeader } from "./attachment-header";

interface AnsweredFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly pieces: AsyncGenerator<string>;
}

/** A file that is made while it is sent, as fast as the caller takes it. */
export class FileAnswer {
  constructor(private readonly file: AnsweredFile) {}

  /** What fails before the first piece is told as any problem is; what fails later breaks the download off. */
  async send(): Promise<Response> {
    const { fileName, contentType, pieces } = this.file;
    const first = await pieces.next();
    return new Response(stream(pieces, first), {
      headers: {
        "content-type": contentType,
        "content-disposition": makeAttachmentHeader(fileName),
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  }
}

function stream(pieces: AsyncGenerator<string>, first: IteratorResult<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next = Promise.resolve(first);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await next;
      if (done) {
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(value));
      next = pieces.next();
      // Looked at when the caller wants more.
      next.catch(() => {});
    },
    // The caller has gone: nothing more is read.
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
