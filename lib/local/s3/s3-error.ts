/** An answer that S3 gives to a request it refuses, with S3's own code. */
export class S3Error extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "S3Error";
    this.code = code;
    this.status = status;
  }
}
