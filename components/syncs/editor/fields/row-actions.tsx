import { ArrowDown, ArrowUp, EllipsisVertical, X } from "lucide-react";
import type { Dispatch } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { Edit } from "../../draft/edit-draft";

interface RowActionsProps {
  name: string;
  id: number;
  /** From 0. */
  place: number;
  count: number;
  dispatch: Dispatch<Edit>;
}

/** Moves a row among the others, and removes it. */
export function RowActions({ name, id, place, count, dispatch }: RowActionsProps) {
  const move = (to: number) => dispatch({ type: "move_field", id, to });
  return (
    <div className="flex">
      {count > 1 && (
        <Menu>
          <MenuTrigger asChild>
            <Button variant="ghost" size="icon" aria-label={`Move ${name}`}>
              <EllipsisVertical aria-hidden />
            </Button>
          </MenuTrigger>
          <MenuContent>
            <MenuItem icon={<ArrowUp aria-hidden />} disabled={place === 0} onSelect={() => move(place - 1)}>
              Move up
            </MenuItem>
            <MenuItem icon={<ArrowDown aria-hidden />} disabled={place === count - 1} onSelect={() => move(place + 1)}>
              Move down
            </MenuItem>
          </MenuContent>
        </Menu>
      )}
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Remove ${name}`}
        data-removes-row
        onClick={() => dispatch({ type: "remove_field", id })}
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}
