import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { FileAnswer } from "./file-answer";

const answer = (pieces: AsyncGenerator<string>) =>
  new FileAnswer({ fileName: "März 1.csv", contentType: "text/csv; charset=utf-8", pieces });

test("a file is sent whole, under its name, and is never kept on the way", async () => {
  async function* pieces() {
    yield "\uFEFFa,b\r\n";
    yield "😀,O'Brien\r\n";
  }
  const response = await answer(pieces()).send();
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toContain("filename*=UTF-8''M%C3%A4rz%201.csv");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(Buffer.from(await response.arrayBuffer()).toString()).toBe("\uFEFFa,b\r\n😀,O'Brien\r\n");
});

test("what fails before the first piece is told as a problem", async () => {
  async function* pieces() {
    yield await Promise.reject<string>(new AppError("storage_failed", "The store is away."));
  }
  await expect(answer(pieces()).send()).rejects.toMatchObject({ code: "storage_failed" });
});

test("what fails later breaks the download off, it doesn't end it", async () => {
  async function* pieces() {
    yield "first\n";
    throw new AppError("storage_failed", "The store is away.");
  }
  const response = await answer(pieces()).send();
  await expect(response.text()).rejects.toThrow("The store is away.");
});

test("no more is read than the caller takes, and nothing once the caller has gone", async () => {
  let read = 0;
  let isClosed = false;
  async function* pieces() {
    try {
      for (; ; read += 1) yield `${read}\n`;
    } finally {
      isClosed = true;
    }
  }
  const reader = (await answer(pieces()).send()).body?.getReader();
  for (let taken = 0; taken < 10; taken += 1) await reader?.read();
  expect(read).toBeLessThan(15);
  await reader?.cancel();
  expect(isClosed).toBe(true);
});
