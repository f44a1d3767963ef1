import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. Two that set the same thing fight, and the style sheet's order decides: what may be replaced is
 * `weak:`, and a test finds what isn't.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
