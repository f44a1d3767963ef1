import { Context, Liquid, LiquidError, type Template, type Token, TokenKind } from "liquidjs";
import type { FillTemplate, TemplateFault, TemplatePlace, TemplateReading } from "./template";
import { readTemplateDate } from "./template-date";
import { templateFilters, templateTags } from "./template-language";
import type { Cell, Column } from "./types";

/** All columns by their names, for names that aren't words: `row["Odd Name"]`. */
const ROW = "row";

/** Parts of a template that are rendered for one row, those of a loop each time. */
const MAX_STEPS = 20_000;

const liquid = createLiquid({ strictFilters: true });

/** Knows no filters: it finds out what else is wrong with a template that has one which there isn't. */
const lenient = createLiquid({ strictFilters: false });

/** Reads a template of Liquid and finds out which columns it takes. Never throws. */
export function readTemplate(template: string): TemplateReading {
  try {
    const parsed = liquid.parse(template);
    const { columns, faults, takesRow } = listTaken(parsed);
    if (isSome(faults)) return { ok: false, faults, columns };
    return { ok: true, columns, bind: (all) => bind(parsed, takesRow, listPlaces([...columns.keys()], all)) };
  } catch (error) {
    return explainAll(template, explain(error));
  }
}

/** All that is wrong with a template that can't be read for `first`. */
function explainAll(template: string, first: TemplateFault): TemplateReading {
  try {
    const parsed = lenient.parse(template);
    const { columns, faults } = listTaken(parsed);
    const found = [...listUnknownFilters(parsed), ...faults].toSorted(byPlace);
    return { ok: false, faults: isSome(found) ? found : [first], columns };
  } catch (error) {
    return { ok: false, faults: [explain(error)], columns: new Map() };
  }
}

const isSome = <T>(list: T[]): list is [T, ...T[]] => list.length > 0;

const byPlace = (a: TemplateFault, b: TemplateFault) =>
  (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);

/** Filters stand in outputs, tags and loops: wherever they are, they are tokens that know their place. */
function listUnknownFilters(template: Template[]): TemplateFault[] {
  const seen = new Set<unknown>([lenient, lenient.options]);
  const found: TemplateFault[] = [];
  const waiting: unknown[] = [template];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (typeof part !== "object" || part === null || seen.has(part)) continue;
    seen.add(part);
    if (isFilter(part) && !Object.hasOwn(liquid.filters, part.name)) {
      found.push({ why: reword(`undefined filter: ${part.name}`), place: placeOf(part) });
    }
    waiting.push(...Object.values(part).filter((inner) => typeof inner === "object" && inner !== null));
  }
  return found;
}

function isFilter(part: object): part is Token & { name: string } {
  return "kind" in part && part.kind === TokenKind.Filter && "name" in part && typeof part.name === "string";
}

function listTaken(template: Template[]) {
  const columns = new Map<string, TemplatePlace>();
  const faults: TemplateFault[] = [];
  const variables = Object.values(liquid.analyzeSync(template).globals).flat();
  for (const variable of variables) {
    const { row, col } = variable.location;
    const named = nameColumn(variable.toArray());
    if (typeof named !== "string") faults.push({ ...named, place: { line: row, column: col } });
    else if (!columns.has(named)) columns.set(named, { line: row, column: col });
  }
  return {
    columns,
    faults: faults.toSorted(byPlace),
    takesRow: variables.some(({ segments: [first] }) => first === ROW),
  };
}

// What is taken out doesn't belong to a row: other files, the clock, chance, and what keeps a count between renderings.
function createLiquid(options: { strictFilters: boolean }): Liquid {
  const created = new Liquid({
    ...options,
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
function nameColumn([first, ...rest]: readonly unknown[]): string | Pick<TemplateFault, "why"> {
  const isRow = first === ROW;
  const [name, ...inside] = isRow ? rest : [first, ...rest];
  if (typeof name !== "string") {
    return { why: 'a column is named after `row` in quotes, as in `row["Odd Name"]`' };
  }
  if (inside.length === 0 || (inside.length === 1 && inside[0] === "size")) return name;
  return { why: `the value of \`${name}\` is a text, of which only \`size\` can be asked` };
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
  const message = error.message.replace(/, (?:file:.*, )?line:\d+(?:, col:\d+)?[\s\S]*$/, "");
  return { why: reword(message), place: LiquidError.is(error) ? placeOf(error.token) : null };
}

function placeOf(token: Token): TemplatePlace | null {
  const [line, column] = token.getPosition();
  return line === undefined || column === undefined ? null : { line, column };
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
