import type { Column, SourceRow } from "./types";

/** Where something is in a template, both from 1. */
export interface TemplatePlace {
  readonly line: number;
  readonly column: number;
}

/** What keeps a template from being read: the end of a sentence, and where it is, as far as that is known. */
export interface TemplateFault {
  readonly why: string;
  readonly place: TemplatePlace | null;
}

/** Fills a template in with a row's cells: the text, or why it couldn't be. Never throws. */
export type FillTemplate = (row: SourceRow) => string | { readonly why: string };

/** The columns that a template takes, each once, with the first place of each. */
export type TakenColumns = ReadonlyMap<string, TemplatePlace>;

export type TemplateReading =
  | {
      readonly ok: true;
      readonly columns: TakenColumns;
      /** Prepares it for rows of these columns, all that it takes among them. */
      readonly bind: (columns: readonly Column[]) => FillTemplate;
    }
  | {
      readonly ok: false;
      /** In their order. What comes after one that nothing can be read behind isn't among them. */
      readonly faults: readonly [TemplateFault, ...TemplateFault[]];
      /** As far as they could be read. */
      readonly columns: TakenColumns;
    };

/**
 * Reads a template. The one reader is in `read-template.ts`; it is handed in, since it brings Liquid along, which a
 * browser needs for few mappings.
 */
export type ReadTemplate = (template: string) => TemplateReading;
