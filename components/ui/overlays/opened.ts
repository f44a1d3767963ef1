/** Of an overlay that is open: how it is closed, and what gets the focus then. */
export interface Opened {
  readonly opened: {
    readonly change: (isOpen: boolean) => void;
    /** What had the focus as it was asked for; null where that is gone. */
    readonly asker: () => HTMLElement | null;
  };
}
