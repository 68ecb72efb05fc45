import type { Viewer } from "@/lib/access/viewer";

/** Whether companies are told apart at all. */
export const areCompaniesUsed = (viewer: Viewer): boolean => viewer.uses("multiCompany");

/** What is different in a company is changed by its own people, and by those whose reach has no end. */
export const mayChangeIn = (viewer: Viewer, companyId: number): boolean =>
  areCompaniesUsed(viewer) &&
  viewer.can("customers.edit") &&
  (viewer.customerReach.all || viewer.facts.companyId === companyId);

/**
 * Relating a company, ending that and moving the home company decide who sees a customer: for those who do everything
 * with all customers.
 */
export const mayChooseCompanies = (viewer: Viewer): boolean =>
  areCompaniesUsed(viewer) && viewer.can("customers.all") && viewer.customerReach.all;

/** The terms by which a company invoices are its own people's business, and of those whose reach has no end. */
export const maySeeTermsIn = (viewer: Viewer, companyId: number): boolean =>
  areCompaniesUsed(viewer) && (viewer.customerReach.all || viewer.facts.companyId === companyId);
