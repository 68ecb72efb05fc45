"use client";

import { type ReactNode, useContext, useState } from "react";
import { Field, type FieldOption, first } from "@/components/field";
import { FormValues } from "@/components/form-values";

/** By country code; "" for all the others. */
type ByCountry = Record<string, string>;

type Props = {
  countries: readonly FieldOption[];
  labels: { country: string; businessId: ByCountry; vatNumber: ByCountry };
  /** What stands beside the country. */
  children?: ReactNode;
};

/** Country and identifiers: their labels follow the country of the customer, with script as soon as it is chosen. */
export function CountryFields({ countries, labels, children }: Props) {
  const { values } = useContext(FormValues);
  const [country, setCountry] = useState(first(values.country));
  const named = (names: ByCountry) => names[country] ?? names[""] ?? "";
  return (
    <div
      className="grid"
      onChange={({ target }) =>
        target instanceof HTMLSelectElement && target.name === "country" && setCountry(target.value)
      }
    >
      <Field name="country" label={labels.country} kind="select" options={countries} required span={children ? 3 : 6} />
      {children}
      <Field name="businessId" label={named(labels.businessId)} kind="text" autoComplete="off" span={3} />
      <Field name="vatNumber" label={named(labels.vatNumber)} kind="text" autoComplete="off" span={3} />
    </div>
  );
}
