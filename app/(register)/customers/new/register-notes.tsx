import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { knownBusinesses } from "@/lib/registry/known";
import { type Asked, askedQuery } from "@/lib/registry/new-customer";
import type { LookUp } from "@/lib/registry/rules";
import { businessStatusText, sourceText } from "../../registry/words";
import { KnownCustomers } from "./known-customers";
import type { Kept } from "./register-search";

type Props = { viewer: Viewer; asked: Asked; found: LookUp; keep: Kept };

/** Above a form that a register fills in: where it comes from, what speaks against it, or why there is nothing. */
export async function RegisterNotes({ viewer, asked, found, keep }: Props) {
  const t = await getTranslations();
  if (!found.ok) {
    return (
      <Notices>
        <Notice kind="bad">
          {t(`error.${found.problem}`)}{" "}
          <ButtonLink small href={paths.newCustomer({ ...keep, ...askedQuery(asked) })}>
            {t("registry.tryAgain")}
          </ButtonLink>
        </Notice>
      </Notices>
    );
  }
  const { businessId, status, statusOn } = found.record;
  const known = (await knownBusinesses(viewer, asked.register, [businessId])).get(businessId);
  return (
    <Notices>
      {status !== "active" && (
        <Notice kind={status === "restructuring" ? "warn" : "bad"}>
          {t("registry.newNotActive", { status: await businessStatusText(status, statusOn) })}
        </Notice>
      )}
      {known && (
        <Notice kind="warn">
          <KnownCustomers known={known} />
        </Notice>
      )}
      <Notice kind="note">
        {t("registry.filledIn")} {await sourceText(viewer, asked.register.name, found.fetchedAt)}
      </Notice>
    </Notices>
  );
}

/** As wide as the form below. */
const Notices = ({ children }: { children: ReactNode }) => <div className="max-w-160">{children}</div>;
