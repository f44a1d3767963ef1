import { expect, test } from "vitest";
import { z } from "zod";
import { ApiError } from "@/lib/api/problem";
import { describeFailure } from "./describe-failure";

test("what the server refused is told in the server's words", () => {
  expect(describeFailure(new ApiError({ code: "source_refused", message: "The password is wrong." }))).toBe(
    "The password is wrong.",
  );
});

test("what no one wrote for people never reaches them", () => {
  expect(describeFailure(new TypeError("Failed to fetch"))).toMatch(/could not be reached/);
  expect(describeFailure(new z.ZodError([]))).toMatch(/could not be understood/);
});
