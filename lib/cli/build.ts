import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { root } from "./machine.mjs";

const sourceFolders = ["app", "components", "db", "lib", "messages", "public"];

/** Whether the build in a folder (`.next`) was made from the sources and packages of now. */
export function isBuilt(distFolder: string): boolean {
  const stamp = stampOf(distFolder);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === fingerprint();
}

/** To be called after a successful build. `next build` empties the folder, so a failed one leaves no stamp. */
export function markBuilt(distFolder: string): void {
  fs.writeFileSync(stampOf(distFolder), fingerprint());
}

function stampOf(distFolder: string): string {
  return path.join(root, distFolder, "sources");
}

function fingerprint(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of sources())
    hash
      .update(file)
      .update("\0")
      .update(fs.readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

function sources(): string[] {
  const top = fs.readdirSync(root).filter((name) => /\.(json|mjs|ts)$/.test(name) && name !== "next-env.d.ts");
  const below = sourceFolders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => path.join(folder, name)),
  );
  return [...top, ...below].filter((file) => fs.statSync(path.join(root, file)).isFile()).sort();
}
