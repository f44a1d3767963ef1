import { expect, test } from "vitest";
import { ReserveInput } from "@/lib/api/portals";
import { formatShare, readShare } from "./share";

test("a share is typed and shown as whole per cent", () => {
  expect(readShare("7")).toBe(0.07);
  expect(readShare(" 90 ")).toBe(0.9);
  expect(formatShare(0.07)).toBe("7 %");
  expect(formatShare(0)).toBe("0 %");
});

test.each(["", "ten", "91", "-1"])("“%s” is no share that can be saved", (percent) => {
  const portalId = "0190b3a2-7c4e-7d51-9d0e-3f6c1f0a9b11";
  expect(ReserveInput.safeParse({ portalId, reserveShare: readShare("30") }).success).toBe(true);
  expect(ReserveInput.safeParse({ portalId, reserveShare: readShare(percent) }).success).toBe(false);
});
