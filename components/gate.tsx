import type { ReactNode } from "react";
import { Brand } from "@/components/shell";

type Props = { brand: string; title: string; foot?: ReactNode; children: ReactNode };

/** The page before the door: one card in the middle, languages below. The title is read out; the brand is seen. */
export function Gate({ brand, title, foot, children }: Props) {
  return (
    <div className="gate">
      <main>
        <div className="card">
          <Brand name={brand} />
          <h1 className="vh">{title}</h1>
          {children}
        </div>
      </main>
      {foot && <footer>{foot}</footer>}
    </div>
  );
}
