import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { root } from "./machine.mjs";

const sourceFolders = ["app", "components", "db", "lib", "messages", "public"];

/**
 * Builds, unless the build that is there was made from the sources and packages of now.
 * @param distFolder such as `.next`
 * @param build runs `next build` into it and resolves to its exit code
 * @returns whether there is a current build in the end
 */
export async function buildUnlessCurrent(distFolder: string, build: () => Promise<number>): Promise<boolean> {
  const stamp = path.join(root, distFolder, "sources");
  const sources = fingerprint();
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === sources) return true;
  // The build empties the folder: one that fails leaves no stamp.
  if ((await build()) !== 0) return false;
  fs.writeFileSync(stamp, sources);
  return true;
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
