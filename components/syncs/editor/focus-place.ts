import { placeOfField } from "@/lib/engine/fixes";

/** Where something of a draft is said on the page: in a card, and there in a row of the mapping, or at its first control. */
export interface Place {
  readonly card: string;
  /** From 0. */
  readonly row: number | null;
  readonly isProperty: boolean;
}

const cards: Readonly<Record<string, string>> = {
  sourceId: "what",
  query: "what",
  portalId: "where",
  objectTypeId: "where",
  mode: "change",
  duplicates: "change",
  vanished: "change",
  guard: "change",
  "mapping.match": "match",
  "mapping.fields": "fields",
  schedule: "when",
  timeZone: "when",
  name: "name",
};

/** The place of what is at `path` of a `SyncInput`; null where nothing on the page is it. */
export function findPlace(path: string): Place | null {
  const [first = "", second = "", row, part] = path.split(".");
  const card = cards[first] ?? cards[`${first}.${second}`];
  if (card === undefined) return null;
  return { card, row: card === "fields" && row !== undefined ? Number(row) : null, isProperty: part === "property" };
}

/** The place of a property of the mapping. */
export const placeOfProperty = (property: string): Place => ({
  card: placeOfField(property),
  row: null,
  isProperty: true,
});

const anyControl = ":is(a[href], input, select, textarea, button, .cm-content):not(:disabled)";

/** Brings a place into view and focuses what is to be written there: what is wrong, where that is known. */
export function focusPlace({ card, row, isProperty }: Place): void {
  const found = document.getElementById(card);
  const within =
    row === null ? found : (found?.querySelectorAll("[aria-label='Mapped properties'] > li")[row] ?? found);
  if (!within) return;
  const control =
    within.querySelector<HTMLElement>("[aria-invalid=true]") ??
    (isProperty ? within.querySelector<HTMLElement>("[aria-label^='Property of mapping']") : null) ??
    within.querySelector<HTMLElement>(anyControl);
  const folded = control?.closest("details");
  if (folded) folded.open = true;
  (control ?? within).scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}
