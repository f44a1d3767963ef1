import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

interface AuthCardProps {
  title: string;
  text: string;
  children: ReactNode;
}

export function AuthCard({ title, text, children }: AuthCardProps) {
  return (
    <Card className="flex flex-col gap-5 p-6">
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold">{title}</h1>
        <p className="text-sm text-muted">{text}</p>
      </div>
      {children}
    </Card>
  );
}
