"use client";

import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export const Menu = Primitive.Root;
/** Around a Button, with `asChild`. */
export const MenuTrigger = Primitive.Trigger;

export function MenuContent({
  className,
  align = "end",
  sideOffset = 4,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        {...props}
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn("z-50 min-w-44 animate-appear rounded-lg border bg-raised p-1 shadow-pop", className)}
      />
    </Primitive.Portal>
  );
}

const itemStyles =
  "flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-sm outline-none select-none data-disabled:pointer-events-none data-disabled:text-faint [&_svg]:size-4 [&_svg]:shrink-0";

interface MenuItemProps extends ComponentProps<typeof Primitive.Item> {
  icon?: ReactNode | undefined;
  tone?: "danger" | undefined;
}

export function MenuItem({ icon, tone, className, children, ...props }: MenuItemProps) {
  return (
    <Primitive.Item
      {...props}
      className={cn(
        itemStyles,
        tone === "danger"
          ? "text-danger data-highlighted:bg-danger-soft [&_svg]:text-danger"
          : "text-ink data-highlighted:bg-hover [&_svg]:text-faint",
        className,
      )}
    >
      {icon}
      {children}
    </Primitive.Item>
  );
}

export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
}
