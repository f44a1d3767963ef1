// Loaded with the first overlay that opens: `use-overlays.ts`. Nothing that a page shows at once may import it.
export { AlertFrame } from "./alert-frame";
export { DialogFrame } from "./dialog-frame";
export { DrawerFrame } from "./drawer-frame";
export { PopoverFrame } from "./popover-frame";
export { TooltipBubble } from "./tooltip-bubble";
