import { Context, Liquid, LiquidError, type Template } from "liquidjs";
import type { FillTemplate, TemplateFault, TemplateReading } from "./template";
import { readTemplateDate } from "./template-date";
import { templateFilters, templateTags } from "./template-language";
import type { Cell, Column } from "./types";

/** All columns by their names, for names that aren't words: `row["Odd Name"]`. */
const ROW = "row";

/** Parts of a template that are rendered for one row, those of a loop each time. */
const MAX_STEPS = 20_000;

const liquid = createLiquid();

/** Reads a template of Liquid and finds out which columns it takes. Never throws. */
export function readTemplate(template: string): TemplateReading {
  try {
    const parsed = liquid.parse(template);
    const columns = new Set<string>();
    const variables = liquid.globalVariableSegmentsSync(parsed);
    for (const segments of variables) {
      const named = nameColumn(segments);
      if (typeof named !== "string") return { ok: false, fault: named };
      columns.add(named);
    }
    const takesRow = variables.some(([first]) => first === ROW);
    return { ok: true, columns: [...columns], bind: (all) => bind(parsed, takesRow, listPlaces([...columns], all)) };
  } catch (error) {
    return { ok: false, fault: explain(error) };
  }
}

// What is taken out doesn't belong to a row: other files, the clock, chance, and what keeps a count between renderings.
function createLiquid(): Liquid {
  const created = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    locale: "en-US",
    parseLimit: 100_000,
    memoryLimit: 1_000_000,
  });
  for (const name of Object.keys(created.tags)) if (!templateTags.includes(name)) delete created.tags[name];
  for (const name of Object.keys(created.filters)) {
    if (!templateFilters.some((filter) => filter.name === name)) delete created.filters[name];
  }
  const format = created.filters.date;
  if (typeof format === "function") {
    created.registerFilter("date", function (value, ...rest) {
      return format.call(this, readTemplateDate(value), ...rest);
    });
  }
  return created;
}

/** The column that a variable means, or what is wrong with it. */
function nameColumn([first, ...rest]: readonly unknown[]): string | TemplateFault {
  const isRow = first === ROW;
  const [name, ...inside] = isRow ? rest : [first, ...rest];
  if (typeof name !== "string") {
    return { why: 'a column is named after `row` in quotes, as in `row["Odd Name"]`', place: null };
  }
  if (inside.length === 0 || (inside.length === 1 && inside[0] === "size")) return name;
  return { why: `the value of \`${name}\` is a text, of which only \`size\` can be asked`, place: null };
}

interface CellPlace {
  readonly name: string;
  readonly index: number;
  readonly isBoolean: boolean;
}

function listPlaces(taken: readonly string[], columns: readonly Column[]): CellPlace[] {
  return taken.map((name) => {
    const index = columns.findIndex((column) => column.name === name);
    return { name, index, isBoolean: columns[index]?.type === "boolean" };
  });
}

function bind(template: Template[], takesRow: boolean, places: readonly CellPlace[]): FillTemplate {
  return (row) => {
    const values: Record<string, string | boolean | null> = Object.create(null);
    for (const { name, index, isBoolean } of places) values[name] = readCell(row[index] ?? null, isBoolean);
    const scope = takesRow ? { ...values, [ROW]: values } : values;
    try {
      return String(liquid.renderSync(template, createContext(scope)));
    } catch (error) {
      return { why: explain(error).why };
    }
  };
}

/** Liquid would look at the clock to stop a template; counting its steps stops it at the same one everywhere. */
function createContext(scope: object): Context {
  const context = new Context(scope, liquid.options, { sync: true }, { liquid });
  let steps = 0;
  context.renderLimit.check = () => {
    steps += 1;
    if (steps > MAX_STEPS) throw new Error("render limit exceeded");
  };
  return context;
}

// Of texts, `false` would count as true in a condition.
function readCell(cell: Cell, isBoolean: boolean): string | boolean | null {
  return isBoolean && cell !== null ? cell === "true" : cell;
}

function explain(error: unknown): TemplateFault {
  if (!(error instanceof Error)) throw error;
  const [line, column] = LiquidError.is(error) ? error.token.getPosition() : [];
  const place = line === undefined || column === undefined ? null : { line, column };
  return { why: reword(error.message.replace(/, (?:file:.*, )?line:\d+(?:, col:\d+)?[\s\S]*$/, "")), place };
}

/** Liquid's words for what people write most often, as a sentence's end. */
function reword(message: string): string {
  const filter = /^undefined filter: (.*)$/.exec(message);
  if (filter) return `there is no filter \`${filter[1]}\``;
  const tag = /^tag "(.*)" not found$/.exec(message);
  if (tag) return `there is no tag \`${tag[1]}\` here`;
  if (/limit exceeded$/.test(message)) return "it does more than a template may for one row";
  return message.replaceAll('"', "`");
}
