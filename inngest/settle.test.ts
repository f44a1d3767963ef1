import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { readFailure, settle } from "./settle";

test("a refusal that stays is the step's result, so that the run ends with its reason", async () => {
  const settled = await settle(async () => {
    throw new AppError("mapping_invalid", "The column email is gone.");
  });
  expect(settled).toEqual({ ok: false, error: { code: "mapping_invalid", message: "The column email is gone." } });
});

test("a refusal that passes is thrown, and the run that gives up on it keeps its code", async () => {
  const thrown = await settle(async () => {
    throw new AppError("source_unreachable", "db.example.com refused the connection.");
  }).catch((error: Error) => error);
  expect(thrown).toBeInstanceOf(AppError);
  expect(readFailure(thrown as Error)).toEqual({
    code: "source_unreachable",
    message: "db.example.com refused the connection.",
  });
});

test("what nobody foresaw is thrown as it is, and its run has given up", async () => {
  const bug = new TypeError("x is not a function");
  await expect(settle(() => Promise.reject(bug))).rejects.toBe(bug);
  expect(readFailure(bug)).toEqual({ code: "gave_up", message: "x is not a function" });
});
