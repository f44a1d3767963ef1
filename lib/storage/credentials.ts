export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When a session ends; not there where keys are good until somebody deletes them. */
  readonly expiration?: Date;
}

/** Asked before the first request, and again when a session nears its end or has ended. */
export type CredentialProvider = (options?: { forceRefresh?: boolean }) => Promise<Credentials>;
