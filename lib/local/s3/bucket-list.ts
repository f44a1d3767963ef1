import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { BucketFolder } from "./bucket-folder";
import { S3Error } from "./s3-error";

/** The buckets of a server: a folder each. */
export class BucketList {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(this.#folder, { recursive: true });
  }

  names(): string[] {
    return readdirSync(this.#folder).filter(isBucketName).sort();
  }

  has(name: string): boolean {
    return isBucketName(name) && existsSync(path.join(this.#folder, name));
  }

  create(name: string): void {
    if (!isBucketName(name)) throw new S3Error(400, "InvalidBucketName", "The bucket's name is not valid.");
    if (this.has(name)) throw new S3Error(409, "BucketAlreadyOwnedByYou", "The bucket exists, and is yours.");
    mkdirSync(path.join(this.#folder, name));
  }

  async delete(name: string): Promise<void> {
    for await (const _ of this.open(name).listKeys("", "")) {
      throw new S3Error(409, "BucketNotEmpty", "The bucket is not empty.");
    }
    rmSync(this.folderOf(name), { recursive: true });
  }

  open(name: string): BucketFolder {
    return new BucketFolder(this.folderOf(name));
  }

  folderOf(name: string): string {
    if (!this.has(name)) throw new S3Error(404, "NoSuchBucket", "The bucket does not exist.");
    return path.join(this.#folder, name);
  }
}

function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes("..");
}
