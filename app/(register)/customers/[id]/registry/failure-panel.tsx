import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import type { ProblemKey } from "@/lib/errors";
import { businessIdLabelKey, formatBusinessId } from "@/lib/identifiers/rules";
import { paths } from "@/lib/paths";
import { registerIdOf } from "@/lib/registry/registers";
import type { RegistryFailure } from "@/lib/registry/rules";
import { ReadPanel } from "../../../read-panel";
import type { Card } from "../card";
import { FetchAgain } from "./fetch-again";

const failures = {
  registryInvalidId: "bad",
  registryNotFound: "warn",
  registryBusy: "warn",
  registryUnavailable: "warn",
  registryBadAnswer: "warn",
  registryOff: "note",
} as const satisfies Record<RegistryFailure, "bad" | "warn" | "note">;

/** Why the register said nothing that could be shown. */
export const isFailure = (failed: unknown): failed is RegistryFailure =>
  typeof failed === "string" && Object.hasOwn(failures, failed);

export async function FailurePanel({ customer, failed }: Card & { failed: RegistryFailure }) {
  const t = await getTranslations();
  const asked = registerIdOf(customer);
  return (
    <ReadPanel
      title={t("registry.title")}
      about={customer.name}
      close={paths.customer(customer.id)}
      ask
      foot={failed !== "registryOff" && <FetchAgain customerId={customer.id} label={t("registry.tryAgain")} />}
    >
      <Notice kind={failures[failed]}>{t(`error.${failed satisfies ProblemKey}`)}</Notice>
      {asked.ok && (
        <p className="muted">
          {t(businessIdLabelKey(customer.country))} {formatBusinessId(customer.country, asked.id)}
        </p>
      )}
    </ReadPanel>
  );
}
