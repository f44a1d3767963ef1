/** An answer that S3 gives to a request it refuses, with S3's own code. */
export class S3Error extends Error {
  readonly code: string;
  readonly status: number;

  /** What else the answer says, by the name of its element: the region of a bucket, for one. */
  readonly details: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "S3Error";
    this.code = code;
    this.status = status;
    this.details = details;
  }
}
