"use server";

import { takeSetUp } from "@/lib/access/sign-in";
import { firstAdministratorInput, passwordInput } from "@/lib/employees/fields";
import { problemsOf } from "@/lib/errors";
import type { FormState } from "@/lib/form-state";
import { answer, sentences } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { currentDevice, keepSession } from "@/lib/session";

export async function setUp(state: FormState, form: FormData): Promise<FormState> {
  return answer(state, form, async ({ token, formKey: _, ...values }) => {
    const first = "organisation" in values;
    const input = first ? firstAdministratorInput.safeParse(values) : passwordInput.safeParse(values);
    if (!input.success) return { errors: await sentences(problemsOf(input.error)) };
    const { password, ...person } = input.data;
    const outcome = await takeSetUp(
      String(token),
      password,
      first ? (person as FirstPerson) : null,
      await currentDevice(),
    );
    if (!outcome.ok) return { errors: await sentences({ "": outcome.problem }) };
    await keepSession(outcome.cookie);
    return { next: paths.home() };
  });
}

type FirstPerson = Parameters<typeof takeSetUp>[2] & object;
