"use client";

import {
  autocompletion,
  type CompletionSource,
  closeCompletion,
  completionKeymap,
  completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { liquid } from "@codemirror/lang-liquid";
import { yaml } from "@codemirror/lang-yaml";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, tooltips } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { codeEditorTheme } from "@/components/ui/code-editor-theme";
import { controlStyles } from "@/components/ui/input";

/** What is wrong with a text, and where: both from 1. */
export interface CodeFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface CodeFieldProps {
  label: string;
  language: "liquid" | "yaml";
  value: string;
  onChange: (value: string) => void;
  faults: readonly CodeFault[];
  complete?: CompletionSource | undefined;
}

/** A text in a language, with highlighting, completion, and its faults underlined. Tab leaves it. */
export function CodeField(props: CodeFieldProps) {
  const { value, faults } = props;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  // The editor is a thing of its own, outside React: made once, then told what changes.
  useEffect(() => {
    if (place.current === null) return;
    const layer = place.current.closest<HTMLElement>("[role=dialog]");
    const state = EditorState.create({ doc: latest.current.value, extensions: makeExtensions(latest, layer) });
    const view = new EditorView({ parent: place.current, state });
    editor.current = view;
    // What it stands in has kept the focus for it, while its code was on the way.
    const { activeElement } = document;
    if (layer !== null && (activeElement === layer || activeElement === document.body)) view.focus();
    const leaveCompletion = closeCompletionFirst(view);
    window.addEventListener("keydown", leaveCompletion, { capture: true });
    return () => {
      window.removeEventListener("keydown", leaveCompletion, { capture: true });
      view.destroy();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    const view = editor.current;
    if (view && view.state.doc.toString() !== value.replace(/\r\n?/g, "\n")) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
    }
  }, [value]);

  useEffect(() => {
    const view = editor.current;
    if (view)
      view.dispatch(
        setDiagnostics(
          view.state,
          faults.map((fault) => placeFault(view, fault)),
        ),
      );
  }, [faults]);

  return (
    <div
      ref={place}
      className={cn(
        controlStyles,
        "h-auto overflow-hidden has-focus-visible:border-accent has-focus-visible:outline-1 has-focus-visible:outline-accent",
      )}
    />
  );
}

/** Escape closes the list of completions before anything that the editor stands in hears of it. */
function closeCompletionFirst(view: EditorView) {
  return (event: KeyboardEvent) => {
    if (event.key !== "Escape" || completionStatus(view.state) === null || !view.hasFocus) return;
    event.preventDefault();
    event.stopPropagation();
    closeCompletion(view);
  };
}

function placeFault({ state }: EditorView, { line, column, message }: CodeFault) {
  const { from, to } = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
  const start = Math.min(from + Math.max(0, column - 1), to);
  // A name alone is marked where one stands there, else what is left of the line.
  const name = /^[\p{L}\p{N}_-]+/u.exec(state.doc.sliceString(start, to))?.[0] ?? "";
  return { from: start, to: name === "" ? to : start + name.length, severity: "error" as const, message };
}

const short = EditorView.theme({ ".cm-scroller": { minHeight: "6.5rem", maxHeight: "12rem" } });

/** `layer` is the dialog or popover that it stands in: what the editor shows above the text isn't cut off at its own edge. */
function makeExtensions(latest: { readonly current: CodeFieldProps }, layer: HTMLElement | null): Extension[] {
  const { label, language } = latest.current;
  return [
    ...(language === "yaml" ? [lineNumbers(), yaml()] : [short, liquid()]),
    ...(layer === null ? [] : [tooltips({ parent: layer })]),
    history(),
    autocompletion({ icons: false, override: [(context) => latest.current.complete?.(context) ?? null] }),
    EditorView.lineWrapping,
    // Without the index, what keeps the Tab key within a popover would take it for something that can't be reached.
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) latest.current.onChange(state.doc.toString());
    }),
    codeEditorTheme,
  ];
}
