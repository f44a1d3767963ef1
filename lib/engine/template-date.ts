const iso = /^\d{4}-\d\d-\d\d(?:[T ](?:\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * What a template's `date` is given, so that a row is the same text whenever and wherever it is read: a date or a time as
 * the source's cells have them, in UTC where no zone is said. Throws for the current time, which no row has, and for
 * texts that every machine would read in its own way. Empty stays empty.
 */
export function readTemplateDate(value: unknown): unknown {
  if (value === null || value === undefined || value === "") return value;
  const text = String(value).trim();
  const read = iso.exec(text);
  if (!read) throw new Error("`date` takes dates and times of the form 2024-07-31 or 2024-07-31T03:21:03Z");
  return text.length > 10 && read[1] === undefined ? `${text.replace(" ", "T")}Z` : text.replace(" ", "T");
}
