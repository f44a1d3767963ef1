import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "../button";
import { cn } from "../cn";

interface DialogHeaderProps {
  title: ReactNode;
  description: ReactNode | undefined;
  className: string;
}

/** The title and the cross of dialogs and drawers. */
export function DialogHeader({ title, description, className }: DialogHeaderProps) {
  return (
    <div className={cn("flex items-start gap-3 px-5", className)}>
      <div className="min-w-0 flex-1 wrap-anywhere">
        <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
        {description && <Primitive.Description className="text-sm text-muted">{description}</Primitive.Description>}
      </div>
      <Primitive.Close asChild>
        <Button variant="ghost" size="icon-sm" aria-label="Close" className="-mt-0.5 -mr-1.5">
          <X aria-hidden />
        </Button>
      </Primitive.Close>
    </div>
  );
}
