import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { canKeep, editAt, keepDraft, leaveDraft, moveDraft, readDraftAt, showDraft } from "./draft-places";
import { type Edit, type Editing, edit, startEditing } from "./edit-draft";

const rename = (name: string): Edit => ({ type: "change", change: { name } });
const begun = edit(startEditing(null), rename("Customers"));
const other = "sluice:draft:somebody:other";
let place = "";
let count = 0;
let room = 0;

/** As a browser's, with room for so many letters. */
function createStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem(key: string, text: string) {
      if (text.length > room) throw new DOMException("There is no room left.", "QuotaExceededError");
      items.set(key, text);
    },
    removeItem: (key: string) => items.delete(key),
  };
}

/** A page that shows a draft, until it is left. */
function openPage(at: string, first: Editing) {
  let editing = first;
  const dispatch = (action: Edit) => {
    editing = edit(editing, action);
    showDraft(at, editing, dispatch);
  };
  showDraft(at, editing, dispatch);
  return { dispatch, leave: () => leaveDraft(at, dispatch), read: () => editing.draft.name };
}

beforeEach(() => {
  count += 1;
  place = `sluice:draft:somebody:${count}`;
  room = 1_000_000;
  vi.stubGlobal("window", { localStorage: createStorage() });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("an edit that comes late", () => {
  it("is made on the page that shows the draft by then", () => {
    const first = openPage(place, begun);
    first.leave();
    const second = openPage(place, begun);
    editAt(place, rename("People"));
    expect(second.read()).toBe("People");
    expect(first.read()).toBe("Customers");
    expect(readDraftAt(place)).toBeNull();
  });

  it("is made in what is kept once the last page is left, along with all that was changed there", () => {
    openPage(place, begun).leave();
    const second = openPage(place, begun);
    second.dispatch({ type: "change", change: { minutes: "45" } });
    second.leave();
    editAt(place, rename("People"));
    editAt(place, { type: "change", change: { timeZone: "Asia/Tokyo" } });
    expect(readDraftAt(place)?.draft).toMatchObject({ name: "People", minutes: "45", timeZone: "Asia/Tokyo" });
  });

  it("leaves nothing kept where it is the answer that all of it is saved", () => {
    openPage(place, begun).leave();
    keepDraft(place, begun, new Date());
    editAt(place, { type: "saved", draft: begun.draft, version: 1 });
    expect(readDraftAt(place)).toBeNull();
  });

  it("isn't lost by a page that leaves after the next one is there", () => {
    const first = openPage(place, begun);
    const second = openPage(place, begun);
    first.leave();
    editAt(place, rename("People"));
    expect(second.read()).toBe("People");
  });
});

describe("what was typed while a new sync was created", () => {
  it("is kept as a change of that sync, and no longer as another new one", () => {
    const typed = edit(begun, rename("Customers of ours"));
    openPage(place, typed).leave();
    keepDraft(place, typed, new Date());
    moveDraft(place, other);
    editAt(other, { type: "saved", draft: begun.draft, version: 1 });
    expect(readDraftAt(place)).toBeNull();
    expect(readDraftAt(other)).toMatchObject({ version: 1, draft: { name: "Customers of ours" } });
  });
});

describe("a browser", () => {
  it("without room says so, and keeps no older changes in place of the last", () => {
    expect(keepDraft(place, begun, new Date())).toBe(true);
    room = 10;
    expect(canKeep()).toBe(true);
    expect(keepDraft(place, edit(begun, rename("People")), new Date())).toBe(false);
    expect(readDraftAt(place)).toBeNull();
  });

  it("that refuses its storage keeps nothing, and breaks nothing", () => {
    vi.stubGlobal("window", {
      get localStorage() {
        throw new DOMException("Access is denied.", "SecurityError");
      },
    });
    expect(canKeep()).toBe(false);
    expect(keepDraft(place, begun, new Date())).toBe(false);
    expect(readDraftAt(place)).toBeNull();
  });
});
