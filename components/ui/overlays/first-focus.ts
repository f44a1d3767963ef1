const fields = ["input:not([type=hidden])", "textarea", "select", "[role=combobox]"].map((field) => `${field}:enabled`);

/**
 * Where the focus goes as an overlay opens, for `onOpenAutoFocus`: to the first field that it has, else to the first of
 * the buttons at its foot. Where there is neither, Radix finds what takes it: the cross that closes.
 */
export function focusFirst(event: Event): void {
  const content = event.currentTarget;
  if (!(content instanceof HTMLElement)) return;
  const first = findField(content) ?? content.querySelector("[data-foot] button:enabled");
  if (!(first instanceof HTMLElement)) return;
  event.preventDefault();
  first.focus({ preventScroll: true });
  // As the browser does for whoever comes by Tab: what is typed takes the place of what is there.
  if (first instanceof HTMLInputElement) first.select();
}

/** Of radio buttons, which are one field, the chosen one. */
function findField(content: HTMLElement): Element | null {
  const field = content.querySelector(fields.join());
  if (!(field instanceof HTMLInputElement) || field.type !== "radio") return field;
  return content.querySelector(`input[type=radio][name="${CSS.escape(field.name)}"]:checked`) ?? field;
}
