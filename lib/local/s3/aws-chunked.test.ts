import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AwsChunkedDecoder } from "./aws-chunked";

async function decode(framed: Buffer, sizes: readonly number[] = []) {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of [...sizes, framed.length]) {
    pieces.push(framed.subarray(at, at + size));
    at += size;
  }
  const decoder = new AwsChunkedDecoder();
  const decoded: Buffer[] = [];
  decoder.on("data", (bytes: Buffer) => decoded.push(bytes));
  await pipeline(Readable.from(pieces), decoder);
  return { bytes: Buffer.concat(decoded), trailers: Object.fromEntries(decoder.trailers) };
}

function frame(chunks: readonly Uint8Array[], trailer = "x-amz-checksum-crc32:AAAAAA==\r\n"): Buffer {
  const framed = chunks
    .filter((chunk) => chunk.length > 0)
    .flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]);
  return Buffer.concat([...framed, Buffer.from(`0\r\n${trailer}\r\n`)]);
}

test("the bytes and the trailer come out the same wherever the network cuts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 })), fc.array(fc.nat(9)), async (chunks, sizes) => {
      const { bytes, trailers } = await decode(frame(chunks), sizes);
      expect(bytes.equals(Buffer.concat(chunks))).toBe(true);
      expect(trailers).toEqual({ "x-amz-checksum-crc32": "AAAAAA==" });
    }),
  );
});

test.each([
  ["a size that isn't one", "zz\r\nabc\r\n0\r\n\r\n"],
  ["a chunk longer than its size", "2\r\nabc\r\n0\r\n\r\n"],
  ["an end before the last chunk", "3\r\nabc\r\n"],
  ["an end within a chunk", "5\r\nabc"],
  ["bytes after the end", "3\r\nabc\r\n0\r\n\r\nmore"],
  ["a trailer without a value", "0\r\nnonsense\r\n\r\n"],
  ["a line without end", `0\r\n${"x".repeat(5000)}`],
])("%s is refused", async (_, framed) => {
  await expect(decode(Buffer.from(framed))).rejects.toMatchObject({ status: 400 });
});
