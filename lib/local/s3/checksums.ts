import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** Computes a digest piece by piece. */
export interface Digest {
  update(bytes: Buffer): void;
  base64(): string;
}

/** The checksum headers that are understood, each with the digest that it carries in base64. */
const digests: Readonly<Record<string, () => Digest>> = {
  "content-md5": () => hash("md5"),
  "x-amz-checksum-sha1": () => hash("sha1"),
  "x-amz-checksum-sha256": () => hash("sha256"),
  "x-amz-checksum-crc32": () => crc((bytes, value) => crc32(bytes, value)),
  "x-amz-checksum-crc32c": () => crc(updateCrc32c),
};

export function makeDigest(header: string): Digest | null {
  return digests[header]?.() ?? null;
}

/** Headers such as `x-amz-checksum-type` say something about checksums, but hold none. */
export function isChecksumHeader(header: string): boolean {
  if (header === "content-md5") return true;
  return /^x-amz-checksum-(?!type$|mode$|algorithm$)/.test(header);
}

function hash(algorithm: string): Digest {
  const state = createHash(algorithm);
  return { update: (bytes) => void state.update(bytes), base64: () => state.digest("base64") };
}

function crc(update: (bytes: Buffer, value: number) => number): Digest {
  let value = 0;
  return {
    update: (bytes) => {
      value = update(bytes, value);
    },
    base64: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes.toString("base64");
    },
  };
}

const crc32cTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

function updateCrc32c(bytes: Buffer, before: number): number {
  let value = ~before;
  for (const byte of bytes) value = (crc32cTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}
