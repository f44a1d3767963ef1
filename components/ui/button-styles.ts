import { cva, type VariantProps } from "class-variance-authority";

export const buttonStyles = cva(
  "relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-on-accent shadow-card not-disabled:hover:bg-accent-hover",
        secondary: "border-line-strong/70 bg-surface text-ink shadow-card not-disabled:hover:bg-hover",
        ghost: "border-transparent text-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink",
        danger: "border-transparent bg-danger-fill text-on-danger shadow-card not-disabled:hover:bg-danger-fill-hover",
      },
      size: {
        sm: "h-7 px-2.5 text-xs [&_svg]:size-3.5",
        md: "h-8 px-3 text-sm [&_svg]:size-4",
        lg: "h-10 px-4 text-base [&_svg]:size-4",
        icon: "size-8 text-sm [&_svg]:size-4",
        "icon-sm": "size-7 text-xs [&_svg]:size-3.5",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type ButtonLook = VariantProps<typeof buttonStyles>;
export type ButtonVariant = NonNullable<ButtonLook["variant"]>;
export type ButtonSize = NonNullable<ButtonLook["size"]>;
