import { type Extension, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { findOffset, type SqlFault } from "./place-fault";

/** Shows a fault under its line; null takes it away. */
export const showFault = StateEffect.define<SqlFault | null>();

class FaultWidget extends WidgetType {
  constructor(private readonly message: string) {
    super();
  }

  override eq(other: FaultWidget): boolean {
    return other.message === this.message;
  }

  override toDOM(): HTMLElement {
    const place = document.createElement("div");
    place.className = "cm-fault-place";
    const note = document.createElement("div");
    note.className = "cm-fault-note";
    note.textContent = this.message;
    place.append(note);
    return place;
  }
}

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let next = transaction.docChanged ? shown.map(transaction.changes) : shown;
    for (const effect of transaction.effects) {
      if (effect.is(showFault))
        next = effect.value === null ? Decoration.none : mark(transaction.state.doc, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function mark(doc: Text, { line: number, column, message }: SqlFault): DecorationSet {
  const line = doc.line(Math.max(1, Math.min(number, doc.lines)));
  const from = line.from + findOffset(line.text, column);
  const word = /^(?:[\p{L}\p{N}_$]+|"[^"]*"|\S)/u.exec(doc.sliceString(from, line.to))?.[0] ?? "";
  const note = Decoration.widget({ widget: new FaultWidget(message), block: true, side: 1 });
  return Decoration.set([
    ...(word === "" ? [] : [Decoration.mark({ class: "cm-fault-word" }).range(from, from + word.length)]),
    note.range(line.to),
  ]);
}

const look = EditorView.theme({
  ".cm-fault-word": { textDecoration: "underline wavy var(--danger)", textUnderlineOffset: "0.2em" },
  // The editor measures the box and not its margins: those would push the text away from its line numbers.
  ".cm-fault-place": { padding: "0.125rem 0.625rem 0.25rem" },
  ".cm-fault-note": {
    color: "var(--danger)",
    backgroundColor: "var(--danger-soft)",
    borderLeft: "2px solid var(--danger)",
    fontFamily: "var(--font-geist-sans), ui-sans-serif, system-ui, sans-serif",
    padding: "0.25rem 0.5rem",
    overflowWrap: "anywhere",
    whiteSpace: "pre-wrap",
  },
});

export const faultMarks: Extension = [marks, look];
