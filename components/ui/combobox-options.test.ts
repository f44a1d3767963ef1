import { describe, expect, test } from "vitest";
import { type ComboboxOption, groupOptions, searchOptions } from "./combobox-options";

const options: readonly ComboboxOption[] = [
  { value: "1", label: "Work email", hint: "work_email", group: "Contact" },
  { value: "2", label: "Email", hint: "email", group: "Contact" },
  { value: "3", label: "Last name", hint: "lastname", group: "Contact" },
  { value: "4", label: "Email opt-out", hint: "hs_email_optout", group: "Consent" },
  { value: "5", label: "Métier", hint: "job", group: "Contact" },
  { value: "6", label: "Voicemails", hint: "vm", disabled: true },
];

function search(text: string): string[] {
  return searchOptions(options, text).map((option) => option.value);
}

describe("searchOptions", () => {
  test("without a search every option is there, in its own order", () => {
    expect(search("  ")).toEqual(["1", "2", "3", "4", "5", "6"]);
  });

  test("the exact name comes first, then beginnings of names, of words, then the rest", () => {
    expect(search("email")).toEqual(["2", "4", "1", "6"]);
  });

  test("every word of the search has to be somewhere, in any order", () => {
    expect(search("email work")).toEqual(["1"]);
    expect(search("email phone")).toEqual([]);
  });

  test("an internal name is found with and without its underscores", () => {
    expect(search("hs_email")).toEqual(["4"]);
    expect(search("hs email opt")).toEqual(["4"]);
  });

  test("accents and case don't matter", () => {
    expect(search("METIER")).toEqual(["5"]);
  });
});

describe("groupOptions", () => {
  test("options of one group stand together, groups in the order of their first option", () => {
    const groups = groupOptions(options).map(({ name, options: members }) => [name, members.map(({ value }) => value)]);
    expect(groups).toEqual([
      ["Contact", ["1", "2", "3", "5"]],
      ["Consent", ["4"]],
      [null, ["6"]],
    ]);
  });
});
