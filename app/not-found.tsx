import { maybeViewer } from "@/lib/session";
import RegisterLayout from "./(register)/layout";
import { NotFoundText } from "./not-found-text";

/** For addresses nobody knows: within the shell for people who are signed in. */
export default async function NotFound() {
  if (!(await maybeViewer())) {
    return (
      <main className="main">
        <NotFoundText />
      </main>
    );
  }
  return (
    <RegisterLayout>
      <NotFoundText />
    </RegisterLayout>
  );
}
