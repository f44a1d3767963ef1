import type { Column, SourceRow } from "./types";

/** Where something is in a template, both from 1. */
export interface TemplatePlace {
  readonly line: number;
  readonly column: number;
}

/** Why a template can't be read: the end of a sentence, and where it is, as far as that is known. */
export interface TemplateFault {
  readonly why: string;
  readonly place: TemplatePlace | null;
}

/** Fills a template in with a row's cells: the text, or why it couldn't be. Never throws. */
export type FillTemplate = (row: SourceRow) => string | { readonly why: string };

export type TemplateReading =
  | {
      readonly ok: true;
      /** The columns that it takes, each once. */
      readonly columns: readonly string[];
      /** Prepares it for rows of these columns, all that it takes among them. */
      readonly bind: (columns: readonly Column[]) => FillTemplate;
    }
  | { readonly ok: false; readonly fault: TemplateFault };

/**
 * Reads a template. The one reader is in `read-template.ts`; it is handed in, since it brings Liquid along, which a
 * browser needs for few mappings.
 */
export type ReadTemplate = (template: string) => TemplateReading;
