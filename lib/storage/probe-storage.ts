import { randomUUID } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { TestLine } from "../api/sources";
import { AssumeRoleError } from "./assume-role-error";
import type { CredentialProvider } from "./credentials";
import {
  type CommonHeaders,
  makeClient,
  type ObjectStoreSettings,
  readCommonHeaders,
  readFolder,
} from "./object-store";
import { explainRefusal, isDenied, type Place, readCode, type S3Permission } from "./storage-error";

const TEXT = "Sluice tries whether it may write here.\n";

// Somebody waits for it.
const patience = { requestTimeoutMs: 15_000, attempts: 2 };

/**
 * Tries all that the files of rejected rows need of a bucket, below its prefix, and leaves nothing there. Each line says
 * which permission is missing. Never throws for the store.
 */
export async function probeStorage(settings: ObjectStoreSettings): Promise<TestLine[]> {
  const client = makeClient({ ...settings, patience });
  try {
    return await new Probe(settings, client).run();
  } finally {
    client.destroy();
  }
}

class Probe {
  readonly #lines: TestLine[] = [];
  readonly #place: Place;
  readonly #target: { readonly Bucket: string; readonly Key: string };
  /** Something is wrong that has to do with no permission: what comes later would fail by it as well. */
  #isHopeless = false;

  constructor(
    private readonly settings: ObjectStoreSettings,
    private readonly client: S3Client,
  ) {
    const { bucket, endpoint } = settings;
    this.#place = { bucket, endpoint, folder: readFolder(settings) };
    this.#target = { Bucket: bucket, Key: `${this.#place.folder}.sluice/probe-${randomUUID()}.txt` };
  }

  async run(): Promise<TestLine[]> {
    if ("credentials" in this.settings) await this.#tryCredentials(this.settings.credentials);
    const isWritten = await this.#tryWriting();
    await this.#try("read", "Read a file", "s3:GetObject", isWritten, async () => {
      const { Body } = await this.client.send(new GetObjectCommand(this.#target));
      if ((await Body?.transformToString()) !== TEXT) throw new Error("The file came back changed.");
      return "It came back as it was written.";
    });
    await this.#try("list", "List the files", "s3:ListBucket", true, () => this.#list(isWritten));
    await this.#try("abort", "Give up a large file half-way", "s3:AbortMultipartUpload", isWritten, () =>
      this.#abort(),
    );
    await this.#try("delete", "Delete a file", "s3:DeleteObject", isWritten, async () => {
      await this.client.send(new DeleteObjectCommand(this.#target));
      return "The file of this test is deleted again.";
    });
    return this.#lines;
  }

  async #tryCredentials(provide: CredentialProvider): Promise<void> {
    try {
      const { expiration } = await provide();
      const until = expiration ? `A session until ${expiration.toISOString().slice(11, 16)} UTC.` : "They are there.";
      this.#pass("credentials", "Get credentials", until);
    } catch (thrown) {
      const isRole = thrown instanceof AssumeRoleError;
      this.#fail("credentials", isRole ? "Assume the role" : "Get credentials", "s3:PutObject", thrown);
      this.#isHopeless = true;
    }
  }

  /** What is asked for each file may be denied for itself: where it is, the file is tried without. */
  async #tryWriting(): Promise<boolean> {
    const { Tagging, ...encryption } = readCommonHeaders(this.settings);
    const parts = [
      { id: "tags", label: "Write with tags", permission: "s3:PutObjectTagging", headers: Tagging ? { Tagging } : {} },
      { id: "encryption", label: "Write encrypted", permission: "kms:GenerateDataKey", headers: encryption },
    ] as const;
    const asked = parts.filter(({ headers }) => Object.keys(headers).length > 0);
    if (this.#isHopeless) {
      this.#skip("write", "Write a file");
      return false;
    }
    const refusal = await this.#put({ ...encryption, ...(Tagging ? { Tagging } : {}) });
    if (refusal === null) {
      this.#pass("write", "Write a file", `Wrote ${this.#target.Key}.`);
      for (const { id, label } of asked) this.#pass(id, label, "The store took it.");
      return true;
    }
    const tried = await Promise.all(asked.map(async (part) => ({ ...part, refusal: await this.#put(part.headers) })));
    const culprits = tried.filter((part) => part.refusal !== null);
    const isPlainFine = asked.length > 0 && (await this.#put({})) === null;
    // A bucket may also take only what comes encrypted: then a file without is refused, and one with is not.
    const isWritten = culprits.length > 0 && (isPlainFine || culprits.length < tried.length);
    if (!isWritten) {
      this.#fail("write", "Write a file", "s3:PutObject", refusal);
      for (const { id, label } of asked) this.#skip(id, label);
      return false;
    }
    this.#pass("write", "Write a file", `Wrote ${this.#target.Key}.`);
    for (const part of tried) {
      if (part.refusal === null) this.#pass(part.id, part.label, "The store took it.");
      else this.#fail(part.id, part.label, part.permission, part.refusal);
    }
    return true;
  }

  /** Null when it is written, else what was thrown. */
  async #put(headers: CommonHeaders): Promise<unknown> {
    try {
      await this.client.send(
        new PutObjectCommand({ ...this.#target, ...headers, Body: TEXT, ContentType: "text/plain" }),
      );
      return null;
    } catch (thrown) {
      return thrown ?? new Error("unknown error");
    }
  }

  async #list(isWritten: boolean): Promise<string> {
    const { Bucket, Key } = this.#target;
    const { Contents = [] } = await this.client.send(
      new ListObjectsV2Command({ Bucket, Prefix: `${this.#place.folder}.sluice/probe-`, MaxKeys: 1000 }),
    );
    if (isWritten && !Contents.some((object) => object.Key === Key)) {
      throw new Error("The file of this test isn't in the list.");
    }
    return isWritten ? "The file of this test is in the list." : "It may be listed.";
  }

  async #abort(): Promise<string> {
    const headers = readCommonHeaders(this.settings);
    const { UploadId } = await this.client.send(new CreateMultipartUploadCommand({ ...this.#target, ...headers }));
    await this.client.send(new AbortMultipartUploadCommand({ ...this.#target, UploadId }));
    return "Nothing of it stays.";
  }

  async #try(
    id: string,
    label: string,
    permission: S3Permission,
    isPossible: boolean,
    work: () => Promise<string>,
  ): Promise<void> {
    if (this.#isHopeless || !isPossible) {
      this.#skip(id, label);
      return;
    }
    try {
      this.#pass(id, label, await work());
    } catch (thrown) {
      this.#fail(id, label, permission, thrown);
    }
  }

  #pass(id: string, label: string, detail: string): void {
    this.#lines.push({ id, label, status: "passed", detail, fix: null });
  }

  #skip(id: string, label: string): void {
    this.#lines.push({ id, label, status: "skipped", detail: "Not tried, since an earlier line failed.", fix: null });
  }

  #fail(id: string, label: string, permission: S3Permission, thrown: unknown): void {
    const { code, fix } = explainRefusal(this.#place, { name: label, permission }, thrown);
    const isOurs = thrown instanceof Error && code === "Error";
    const detail = isOurs ? thrown.message : `${code}.`;
    this.#lines.push({ id, label, status: "failed", detail, fix });
    if (!isDenied(thrown) && !readCode(thrown).startsWith("KMS.") && !isOurs) this.#isHopeless = true;
  }
}
