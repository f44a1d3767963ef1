"use client";

import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { PostgreSQL, schemaCompletionSource } from "@codemirror/lang-sql";
import { bracketMatching } from "@codemirror/language";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { useEffect, useLayoutEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { codeEditorTheme } from "@/components/ui/code-editor-theme";
import { controlStyles } from "@/components/ui/input";
import type { CatalogueView } from "@/lib/api/sources";
import { completeWord, isAfterDot, listColumnsInReach, listNames } from "./complete-sql";
import { faultMarks, showFault } from "./fault-marks";
import type { SqlFault } from "./place-fault";

export interface SqlEditorProps {
  id?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  value: string;
  onChange: (sql: string) => void;
  /** ⌘Enter or Ctrl+Enter. */
  onRun: () => void;
  /** What is completed; undefined while the source's catalogue isn't there. */
  catalogue: CatalogueView | undefined;
  fault: SqlFault | null;
  placeholder: string;
  /** Null where the cursor wasn't in the control that this one takes the place of. */
  startAt: StartAt | null;
}

/** Where the cursor was, and what was selected. */
export interface StartAt {
  readonly anchor: number;
  readonly head: number;
}

/** A SQL statement with highlighting, completion, and what is wrong with it under its line. */
export function SqlEditor(props: SqlEditorProps) {
  const { value, catalogue, fault } = props;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<{ view: EditorView; names: Compartment; attributes: Compartment } | null>(null);
  const latest = useRef(props);
  const attributes = writeAttributes(props);

  useEffect(() => {
    latest.current = props;
  });

  // The editor is a thing of its own, outside React: made once, then told what changes. It is there, and has the focus of
  // the control before it, in the moment in which that one goes: no letter falls between the two.
  useLayoutEffect(() => {
    if (place.current === null) return;
    const names = new Compartment();
    const attributes = new Compartment();
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          ...fixedExtensions(latest),
          names.of(completeNames(undefined)),
          attributes.of(EditorView.contentAttributes.of({})),
        ],
      }),
    });
    editor.current = { view, names, attributes };
    const { startAt } = latest.current;
    if (startAt !== null) {
      view.focus();
      const end = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(startAt.anchor, end), head: Math.min(startAt.head, end) } });
    }
    return () => {
      view.destroy();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    const view = editor.current?.view;
    const now = view?.state.doc.toString();
    if (view && now !== value.replace(/\r\n?/g, "\n")) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
    }
  }, [value]);

  useEffect(() => {
    const made = editor.current;
    made?.view.dispatch({ effects: made.names.reconfigure(completeNames(catalogue)) });
  }, [catalogue]);

  useEffect(() => {
    editor.current?.view.dispatch({ effects: showFault.of(fault) });
  }, [fault]);

  useEffect(() => {
    const made = editor.current;
    const said = EditorView.contentAttributes.of(JSON.parse(attributes));
    made?.view.dispatch({ effects: made.attributes.reconfigure(said) });
  }, [attributes]);

  return (
    <div
      ref={place}
      className={cn(
        controlStyles,
        "overflow-hidden has-focus-visible:border-accent has-focus-visible:outline-1 has-focus-visible:outline-accent",
      )}
    />
  );
}

/** As text, so that it is told from what it was before. */
function writeAttributes({
  id,
  fault,
  "aria-describedby": describedBy,
  "aria-invalid": isInvalid,
}: SqlEditorProps): string {
  return JSON.stringify({
    "aria-label": "SQL",
    ...(id ? { id } : {}),
    ...(describedBy ? { "aria-describedby": describedBy } : {}),
    ...(isInvalid || fault !== null ? { "aria-invalid": "true" } : {}),
  });
}

function fixedExtensions(latest: { readonly current: SqlEditorProps }): Extension[] {
  const run = () => {
    latest.current.onRun();
    return true;
  };
  return [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
    lineNumbers(),
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    EditorView.lineWrapping,
    placeholder(latest.current.placeholder),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) latest.current.onChange(state.doc.toString());
    }),
    codeEditorTheme,
    faultMarks,
  ];
}

function completeNames(catalogue: CatalogueView | undefined): Extension {
  const words = [PostgreSQL.extension, PostgreSQL.language.data.of({ autocomplete: completeWord })];
  if (catalogue === undefined) return words;
  const { defaultSchema } = catalogue;
  return [
    ...words,
    PostgreSQL.language.data.of({
      autocomplete: schemaCompletionSource({
        dialect: PostgreSQL,
        schema: listNames(catalogue),
        ...(defaultSchema === null ? {} : { defaultSchema }),
      }),
    }),
    PostgreSQL.language.data.of({
      autocomplete: (context: CompletionContext) => {
        const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_$]*/u);
        const from = word?.from ?? context.pos;
        // After a dot the table's own columns are offered.
        if ((word === null && !context.explicit) || isAfterDot(context)) return null;
        return {
          from,
          options: listColumnsInReach(context.state.doc.toString(), catalogue),
          validFor: /^[\p{L}\p{N}_$]*$/u,
        };
      },
    }),
  ];
}
