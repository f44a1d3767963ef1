import { z } from "zod";
import { SourceQuery } from "@/lib/api/sources";
import {
  AfterEnd,
  CleanStep,
  DuplicateRule,
  FieldMapping,
  MappedValue,
  Schedule,
  VanishedMode,
  WriteMode,
  WriteRule,
} from "@/lib/api/syncs";
import { limitNames } from "./limits";
import { createDraftField, emptyDraft, type SyncDraft } from "./sync-draft";

/** Unsaved changes as a browser keeps them: what was written, when, and of which version of its sync. */
export interface KeptDraft {
  readonly savedAt: Date;
  /** Null for a sync that isn't there yet. */
  readonly version: number | null;
  /** Whether the preview showed the rows of just this query. */
  readonly isPreviewed: boolean;
  readonly draft: SyncDraft;
}

/** Grows when an older draft can't be read as it is. */
const FORMAT = 1;
const KEPT_DAYS = 30;

const Text = z.string().max(200_000);
type Shape = Readonly<Record<string, z.ZodType>>;

/** Every text of the sample is a text, and what is to choose from is one of its choices. */
function shapeLike(sample: object, choices: Shape): Shape {
  const texts = Object.entries(sample).flatMap(([name, value]) => (typeof value === "string" ? [[name, Text]] : []));
  return { ...Object.fromEntries(texts), ...choices };
}

const Conversions = z.object({
  clean: z.array(CleanStep).max(10),
  valueMap: z.array(z.object({ id: z.number().int(), from: Text, to: Text })).max(20_000),
  whenInvalid: z.enum(["reject", "skip"]),
});

const blankField = createDraftField({ property: "", value: { kind: "column", column: "" }, whenEmpty: "skip" }, 0);

const Field = z.object(
  shapeLike(blankField, {
    id: z.number().int().min(0),
    kind: z.enum(MappedValue.options.map(({ shape }) => shape.kind.value)),
    write: WriteRule,
    whenEmpty: FieldMapping.shape.whenEmpty,
    conversions: Conversions,
  }),
);

const Draft = z.object(
  shapeLike(emptyDraft, {
    queryKind: z.enum(SourceQuery.options.map(({ shape }) => shape.kind.value)),
    mode: WriteMode,
    duplicates: DuplicateRule,
    vanished: VanishedMode,
    limits: z.object(Object.fromEntries(limitNames.map((name) => [name, Text]))),
    fields: z.array(z.preprocess((field) => fill(blankField, field), Field)).max(1_000),
    scheduleKind: z.enum(Schedule.options.map(({ shape }) => shape.kind.value)),
    afterOn: AfterEnd,
  }),
);

const Kept = z.object({
  format: z.literal(FORMAT),
  savedAt: z.iso.datetime().transform((text) => new Date(text)),
  version: z.number().int().nullable(),
  isPreviewed: z.boolean(),
  draft: z.preprocess((draft) => fill(emptyDraft, draft), Draft),
});

export function writeKept({ savedAt, ...kept }: KeptDraft): string {
  return JSON.stringify({ format: FORMAT, savedAt: savedAt.toISOString(), ...kept });
}

/** What a browser has kept; null for what is broken, of another format, too old or none. What it lacks is as in a new sync. */
export function readKept(text: string | null, now: Date): KeptDraft | null {
  const read = Kept.safeParse(parseJson(text));
  if (!read.success) return null;
  const { format: _format, draft, ...kept } = read.data;
  if (now.getTime() - kept.savedAt.getTime() > KEPT_DAYS * 86_400_000) return null;
  return { ...kept, draft: asDraft(draft) };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    // Nobody wrote that: it counts as nothing.
    return null;
  }
}

function fill(defaults: object, given: unknown): unknown {
  return typeof given === "object" && given !== null ? { ...defaults, ...given } : given;
}

/** The shape was made from `emptyDraft`, key by key, which TypeScript can't follow. */
function asDraft(draft: z.infer<typeof Draft>): SyncDraft {
  return draft as unknown as SyncDraft;
}
