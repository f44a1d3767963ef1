/** The role couldn't be assumed: what the token service said is the cause, what to do about it is `fix`. */
export class AssumeRoleError extends Error {
  readonly fix: string;

  constructor(fix: string, cause: unknown) {
    super("The role couldn't be assumed.", { cause });
    this.name = "AssumeRoleError";
    this.fix = fix;
  }
}
