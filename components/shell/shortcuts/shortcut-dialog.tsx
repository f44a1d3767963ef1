"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { destinations } from "../destinations";
import { switchSingleKeys, useSingleKeys } from "./single-keys";

interface ShortcutDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** All keys that do something, and the switch for those without ⌘. */
export default function ShortcutDialog({ isOpen, onOpenChange }: ShortcutDialogProps) {
  const areOn = useSingleKeys();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard shortcuts" size="sm">
        <dl className="grid gap-1.5 text-sm">
          <Shortcut keys={["⌘ K", "Ctrl K"]} does="Find a page, a sync, a run" between="or" />
          <Shortcut keys={["/"]} does="Go to the page’s search" />
          <Shortcut keys={["?"]} does="Show this list" />
          {destinations.map(({ href, label, letter }) => (
            <Shortcut key={href} keys={["g", letter]} does={`Go to ${label}`} between="then" />
          ))}
        </dl>
        <div className="mt-4 border-t pt-4">
          <Checkbox isChecked={areOn} onChange={switchSingleKeys}>
            Use the shortcuts without ⌘ or Ctrl, such as / and g
            <span className="block text-xs text-muted">Remembered by this browser.</span>
          </Checkbox>
        </div>
      </DialogContent>
    </Dialog>
  );
}

interface ShortcutProps {
  keys: readonly string[];
  does: string;
  between?: string | undefined;
}

function Shortcut({ keys, does, between }: ShortcutProps) {
  return (
    <div className="flex items-center justify-between gap-3">
      <dt>{does}</dt>
      <dd className="flex items-center gap-1 text-xs text-faint">
        {keys.map((key, index) => (
          <span key={key} className="contents">
            {index > 0 && <span>{between}</span>}
            <Kbd>{key}</Kbd>
          </span>
        ))}
      </dd>
    </div>
  );
}
