import { createBoolConverter } from "./convert-bool";
import { createDateConverter, createDatetimeConverter } from "./convert-date";
import { createEnumerationConverter, holdsSeveral } from "./convert-enumeration";
import { createNumberConverter } from "./convert-number";
import { createPhoneConverter, createTextConverter } from "./convert-text";
import type { Converted, Converter } from "./converter";
import type { Shape } from "./shape-value";
import type { Cell, ColumnType, Property, PropertyType } from "./types";

const converters: Record<PropertyType, (property: Property, columnType: ColumnType) => Converter> = {
  string: ({ name }, columnType) => createTextConverter(name, columnType),
  phone_number: ({ name }) => createPhoneConverter(name),
  number: ({ name }) => createNumberConverter(name),
  bool: ({ name }) => createBoolConverter(name),
  enumeration: (property, columnType) => createEnumerationConverter(property, columnType),
  date: ({ name }, columnType) => createDateConverter(name, columnType),
  datetime: ({ name }, columnType) => createDatetimeConverter(name, columnType),
  unknown: ({ name }, columnType) => createTextConverter(name, columnType),
};

/**
 * The conversion from a column of this type to this property, prepared once and run for every row. Empty (null) are:
 * the empty text, blanks for every property but a string, a list without entries, and a JSON null. With a shape, what is
 * converted is what it makes of the cell, or of each entry where the property holds several.
 */
export function createConverter(property: Property, columnType: ColumnType, shape: Shape | null = null): Converter {
  const convert =
    shape === null ? converters[property.type](property, columnType) : shaped(property, columnType, shape);
  if (columnType !== "json") return convert;
  return (text) => (text.trim() === "null" ? null : convert(text));
}

function shaped(property: Property, columnType: ColumnType, shape: Shape): Converter {
  if (holdsSeveral(property)) return createEnumerationConverter(property, columnType, shape);
  const convert = converters[property.type](property, columnType);
  return (text) => convert(shape(text));
}

/** Converts a single cell: the property's value, null when the cell is empty, or the refusal. Never throws. */
export function convertValue(property: Property, columnType: ColumnType, cell: Cell): Converted {
  return cell === null ? null : createConverter(property, columnType)(cell);
}
