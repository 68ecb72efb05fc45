import { type IconName, icons } from "@/components/icons";

/** Decorative beside words; alone only inside something that carries a label. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}
