export const overlayStyles = "fixed inset-0 z-40 animate-appear bg-overlay";
