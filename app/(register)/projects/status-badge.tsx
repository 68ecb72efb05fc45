import { Badge } from "@/components/chips";
import type { ProjectStatus } from "@/lib/projects/rules";
import { statusWords } from "./labels";

const looks = {
  planned: {},
  active: { tone: "ok", icon: "check" },
  onHold: { tone: "warn", icon: "warn" },
  closed: { icon: "archive" },
} as const;

/** In what state a project is. */
export async function StatusBadge({ status }: { status: ProjectStatus }) {
  const words = await statusWords();
  return <Badge {...looks[status]}>{words[status]}</Badge>;
}
