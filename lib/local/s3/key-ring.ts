import { randomBytes } from "node:crypto";
import { S3Error } from "./s3-error";

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface TemporaryCredentials extends S3Credentials {
  readonly sessionToken: string;
  readonly expiresAt: Date;
  readonly roleArn: string;
}

/** The keys that the server knows: those it was started with, and those that it has given out for a role. */
export class KeyRing {
  readonly #now: () => number;
  readonly #permanent: ReadonlyMap<string, string>;
  readonly #temporary = new Map<string, TemporaryCredentials>();

  constructor(credentials: readonly S3Credentials[], now: () => number) {
    this.#now = now;
    this.#permanent = new Map(credentials.map((pair) => [pair.accessKeyId, pair.secretAccessKey]));
  }

  /** The secret that must have signed a request with this key and session token. */
  findSecret(accessKeyId: string, sessionToken: string | undefined): string {
    const secret = this.#permanent.get(accessKeyId);
    if (secret !== undefined && sessionToken === undefined) return secret;
    const temporary = this.#temporary.get(accessKeyId);
    if (temporary === undefined && secret === undefined) {
      throw new S3Error(403, "InvalidAccessKeyId", "The access key id does not exist.");
    }
    if (temporary === undefined || temporary.sessionToken !== sessionToken) {
      throw new S3Error(400, "InvalidToken", "The session token is malformed or doesn't belong to the access key.");
    }
    if (temporary.expiresAt.getTime() <= this.#now()) throw new S3Error(400, "ExpiredToken", "The token has expired.");
    return temporary.secretAccessKey;
  }

  /** The role that a key was given out for; null of the server's own keys. */
  roleOf(accessKeyId: string): string | null {
    return this.#temporary.get(accessKeyId)?.roleArn ?? null;
  }

  giveOut(roleArn: string, lifetimeMs: number): TemporaryCredentials {
    for (const [id, { expiresAt }] of this.#temporary) {
      // An hour's grace, in which the holder hears that they have expired, not that they don't exist.
      if (expiresAt.getTime() + 3_600_000 < this.#now()) this.#temporary.delete(id);
    }
    const credentials = {
      accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString("base64"),
      sessionToken: randomBytes(48).toString("base64"),
      expiresAt: new Date(this.#now() + lifetimeMs),
      roleArn,
    };
    this.#temporary.set(credentials.accessKeyId, credentials);
    return credentials;
  }
}
