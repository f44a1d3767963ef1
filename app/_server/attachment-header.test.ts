import fc from "fast-check";
import { expect, test } from "vitest";
import { makeAttachmentHeader } from "./attachment-header";

test.each([
  ["rejects.csv", `attachment; filename="rejects.csv"; filename*=UTF-8''rejects.csv`],
  ["März 50%.csv", `attachment; filename="M_rz 50_.csv"; filename*=UTF-8''M%C3%A4rz%2050%25.csv`],
  [`it's "one".csv`, `attachment; filename="it's _one_.csv"; filename*=UTF-8''it%27s%20%22one%22.csv`],
  ["../../etc/passwd", `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
])("%s becomes %s", (fileName, header) => {
  expect(makeAttachmentHeader(fileName)).toBe(header);
});

test("no file name can add to the header", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (fileName) => {
      expect(makeAttachmentHeader(fileName)).toMatch(
        /^attachment; filename="[^"\\\p{Cc}]*"; filename\*=UTF-8''[\w.!~%-]*$/u,
      );
    }),
  );
});
