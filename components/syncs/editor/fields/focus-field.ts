import { showChosen } from "@/components/ui/combobox-list";

/**
 * Focuses what is written in on the tab that is shown, without selecting what was typed to open it, and brings the chosen
 * column into view. An editor that still has to be loaded takes the focus from `picker` then.
 */
export function focusField(picker: HTMLElement): void {
  const field = picker.querySelector<HTMLElement>(
    "[role=tabpanel][data-state=active] :is(input, textarea, .cm-content)",
  );
  (field ?? picker).focus({ preventScroll: true });
  showChosen(picker);
}
