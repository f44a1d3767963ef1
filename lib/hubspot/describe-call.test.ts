import { expect, test } from "vitest";
import type { CallRecord } from "./client";
import { describeCall, maskValue } from "./describe-call";

const call: CallRecord = {
  startedAt: new Date("2026-11-29T10:00:00Z"),
  method: "POST",
  path: "/crm/v3/objects/0-1/batch/upsert",
  status: 200,
  durationMs: 120,
  correlationId: "c-1",
  attempt: 1,
  request: null,
  answer: null,
};

const input = (name: string) => ({
  id: `${name.toLowerCase()}@example.com`,
  idProperty: "email",
  objectWriteTraceId: "7",
  properties: { firstname: name, jobtitle: "" },
});

test("values are masked, what is empty stays so, and only the first records are kept", () => {
  const request = { inputs: ["Ada", "O'Brien", "🙂🙂", "Eve", "Max"].map(input) };
  const answer = {
    status: "COMPLETE",
    results: [{ id: "512", new: true, properties: { firstname: "Ada", hs_object_id: "512", lastname: null } }],
  };
  const described = describeCall({ ...call, request, answer });
  const sent = JSON.parse(described.request ?? "");
  expect(sent.inputs).toHaveLength(4);
  expect(sent.inputs[0]).toEqual({
    id: "a••• (15)",
    idProperty: "email",
    objectWriteTraceId: "7",
    properties: { firstname: "A••• (3)", jobtitle: "" },
  });
  expect(sent.inputs[3]).toBe("… 2 more");
  expect(JSON.parse(described.answer ?? "").results[0]).toEqual({
    id: "512",
    new: true,
    properties: { firstname: "A••• (3)", hs_object_id: "512", lastname: null },
  });
  for (const value of ["Ada", "O'Brien", "🙂🙂", "example.com"]) {
    expect(`${described.request}${described.answer}`).not.toContain(value);
  }
});

test("HubSpot's words are kept, with the values that they quote masked, whichever record they are of", () => {
  const request = { inputs: ["Ada", "Eve", "Max", "Guru of Sales"].map(input) };
  const answer = {
    status: "error",
    message: 'Property values were not valid: "Guru of Sales" was not one of the options of guru of sales@example.com',
    context: { ids: ["guru@example.com", "512"], propertyName: ["seniority"] },
  };
  const described = describeCall({ ...call, status: 400, request, answer });
  expect(described.answer).toContain("was not one of the options");
  expect(described.answer).toContain("seniority");
  expect(described.answer).toContain('"512"');
  expect(described.answer).not.toContain("Guru of Sales");
  expect(described.answer).not.toContain("@example.com");
});

test("an address in a path is masked", () => {
  expect(describeCall({ ...call, path: "/crm/v3/objects/contacts/ada%40example.com?idProperty=email" }).path).toBe(
    "/crm/v3/objects/contacts/a••• (17)?idProperty=email",
  );
});

test("a call of 100 large records, or of anything, is kept small", () => {
  const large = "x".repeat(65_536);
  const properties = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`p${index}`, large]));
  const request = { inputs: Array.from({ length: 100 }, () => ({ id: "1", properties })) };
  expect(describeCall({ ...call, request, answer: large }).request?.length).toBeLessThan(12_000);
  expect(describeCall({ ...call, request, answer: large }).answer?.length).toBeLessThan(400);
  for (const odd of [null, undefined, "", 5, [], [[[[[[[[[1]]]]]]]]], { errors: [null, 5] }]) {
    expect(() => describeCall({ ...call, request: odd, answer: odd })).not.toThrow();
  }
});

test("a mask tells how a value begins and how long it is", () => {
  expect(["", "5", "Ada", "🙂!"].map(maskValue)).toEqual(["", "5••• (1)", "A••• (3)", "🙂••• (3)"]);
});
