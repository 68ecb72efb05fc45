import type { Locale, Viewer } from "@/lib/access/viewer";
import type { ShownJob } from "@/lib/jobs/queries";
import type { countOutcomes } from "@/lib/registry-checks/queries";

export type Counts = Awaited<ReturnType<typeof countOutcomes>>;

/** What each part of the page is about; without the right to the registers nobody sees what came of it. */
export type JobPlace = { viewer: Viewer; locale: Locale; job: ShownJob; counts: Counts | null };
