import { notFound } from "next/navigation";

/** Any address nobody knows, for somebody signed in: the not-found page within the shell. */
export default function Missing(): never {
  notFound();
}
