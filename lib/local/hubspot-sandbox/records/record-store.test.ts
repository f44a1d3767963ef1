import { beforeEach, describe, expect, it } from "vitest";
import { RecordStore } from "@/lib/local/hubspot-sandbox/records/record-store";
import type { StoredRecord, Values } from "@/lib/local/hubspot-sandbox/records/stored-record";

let store: RecordStore;

beforeEach(() => {
  store = new RecordStore({
    foldUnique: (_, value) => value.toLowerCase(),
    keepsUniqueValuesOfArchived: () => false,
    onChange: () => undefined,
    onForget: () => undefined,
  });
  store.addUniqueProperty("email");
});

function record(id: number, values: Values): StoredRecord {
  return { id, values, createdAt: 1, updatedAt: 1, archivedAt: null, mergedInto: null, revisions: null };
}

/** So many that nothing of the others is at hand any more. */
function insertOthers(fromId: number): void {
  for (let id = fromId; id < fromId + 5_000; id += 1) store.insert(record(id, { email: `p${id}@x.example` }));
}

const valuesOf = (id: number) => store.get(id)?.values;

describe("a record store", () => {
  it.each([
    ["plain text", "Ada"],
    ["other scripts", "Žluťoučký 東京 🦜"],
    ["half a character", "\ud83e"],
    ["control characters", '\u0000\n"\\'],
    ["a long text", "long ".repeat(1_000_000)],
  ])("gives back %s after many others", (_, text) => {
    store.insert(record(1, { firstname: text, city: "Oslo" }));
    insertOthers(2);
    expect(valuesOf(1)).toEqual({ firstname: text, city: "Oslo" });
  });

  it("keeps what records share apart from what they don't", () => {
    store.insert(record(1, { lifecyclestage: "lead", city: "Oslo" }));
    store.insert(record(2, { lifecyclestage: "customer", city: "Rome" }));
    insertOthers(3);
    expect([valuesOf(1), valuesOf(2)]).toEqual([
      { lifecyclestage: "lead", city: "Oslo" },
      { lifecyclestage: "customer", city: "Rome" },
    ]);
  });

  it("keeps shorter, longer and fewer values, and what there was before", () => {
    store.insert(record(1, { firstname: "Ada", city: "Oslo" }));
    for (const values of [
      { firstname: "A", city: "Oslo" },
      { firstname: "Augusta Ada", city: "Oslo" },
      { city: "Rome" },
    ]) {
      const target = store.get(1);
      if (target !== null) store.change(target, values, 2, "app");
      insertOthers(store.countLive() + 1);
      expect(valuesOf(1)).toEqual(values);
    }
    expect(store.get(1)?.revisions).toMatchObject([
      { before: { firstname: "Ada" } },
      { before: { firstname: "A" } },
      { before: { firstname: "Augusta Ada", city: "Oslo" } },
    ]);
  });

  it("hands out one object for one record, so that two who hold it see the same", () => {
    store.insert(record(1, { email: "a@x.example" }));
    insertOthers(2);
    expect(store.get(1)).toBe(store.findByUnique("email", "A@x.example"));
  });

  it("finds by unique values only what lives, and has them", () => {
    store.insert(record(1, { email: "a@x.example", hs_additional_emails: "b@x.example;c@x.example" }));
    insertOthers(2);
    const one = store.findByUnique("email", "C@X.example");
    expect(one?.id).toBe(1);
    if (one !== null) store.change(one, { email: "new@x.example" }, 2, "app");
    expect(store.findByUnique("email", "a@x.example")).toBeNull();
    expect(store.findByUnique("email", "c@x.example")).toBeNull();
    if (one !== null) store.archive(one, 3);
    expect(store.findByUnique("email", "new@x.example")).toBeNull();
    expect([store.get(1), store.getArchived(1)?.archivedAt]).toEqual([null, 3]);
  });

  it("takes records in any order of their ids", () => {
    for (const id of [30, 10, 20]) store.insert(record(id, { email: `p${id}@x.example` }));
    expect(store.page(0, 10, { isArchived: false }).records.map(({ id }) => id)).toEqual([10, 20, 30]);
    expect([10, 20, 30].map((id) => store.findByUnique("email", `p${id}@x.example`)?.id)).toEqual([10, 20, 30]);
  });

  it("forgets what was taken back or erased, and pages over it", () => {
    const [one, two, three] = [1, 2, 3].map((id) => record(id, { email: `p${id}@x.example` }));
    for (const each of [one, two, three]) if (each) store.insert(each);
    if (two) store.forget(two);
    store.erase(3);
    expect([store.get(2), store.get(3), store.countLive()]).toEqual([null, null, 1]);
    expect(store.findByUnique("email", "p2@x.example")).toBeNull();
    expect(store.page(0, 2, { isArchived: false })).toMatchObject({ records: [{ id: 1 }], hasMore: false });
    expect([...store.erasedIds]).toEqual([3]);
  });

  it("loses nothing when the room of outdated values is taken back", () => {
    insertOthers(1);
    for (let time = 1; time <= 150; time += 1) {
      const target = store.get(7);
      if (target !== null) store.restore({ ...target, values: { note: `${time}`.repeat(400_000 + time) } });
    }
    expect(valuesOf(7)?.note).toBe("150".repeat(400_150));
    expect(valuesOf(6)).toEqual({ email: "p6@x.example" });
    expect(valuesOf(500)).toEqual({ email: "p500@x.example" });
  });
});
