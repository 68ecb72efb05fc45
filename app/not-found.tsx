import { NotFoundText } from "./not-found-text";

/** For addresses outside of the register; inside it the shell stays around the same words. */
export default function NotFound() {
  return (
    <main className="main">
      <NotFoundText />
    </main>
  );
}
