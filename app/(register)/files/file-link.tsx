import type { ReactNode } from "react";
import type { ListedFile } from "@/lib/files/queries";
import { paths } from "@/lib/paths";

/** To the bytes of a file, or to where a link leads. */
export function FileLink({ file, children }: { file: Pick<ListedFile, "id" | "url">; children: ReactNode }) {
  if (file.url === null) {
    return (
      <a href={paths.file(file.id)} download>
        {children}
      </a>
    );
  }
  return (
    <a href={file.url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
