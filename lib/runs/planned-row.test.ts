import { expect, test } from "vitest";
import { Manifest } from "./planned-row";

const rest = { chunks: [{ rows: 2 }], rejectPages: 1 };

test("a plan's columns keep their types", () => {
  const columns = [{ name: "id", type: "integer", nativeType: "int4" }];
  expect(Manifest.parse({ columns, ...rest })).toEqual({ columns, ...rest });
});

test("the columns of a plan that holds only their names are texts", () => {
  expect(Manifest.parse({ columns: ["id"], ...rest }).columns).toEqual([
    { name: "id", type: "text", nativeType: "text" },
  ]);
});
