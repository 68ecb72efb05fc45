import { Icon } from "@/components/icon";

/** `current` counts from 1; steps before it are done. */
export function Steps({ label, steps, current }: { label: string; steps: readonly string[]; current: number }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => {
        const number = index + 1;
        const done = number < current;
        return (
          <li key={step} className={done ? "done" : undefined} aria-current={number === current ? "step" : undefined}>
            <i aria-hidden="true">{done ? <Icon name="check" /> : number}</i>
            {step}
          </li>
        );
      })}
    </ol>
  );
}
