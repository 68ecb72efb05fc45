"use client";

import { useEffect, useState } from "react";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed: what happened in plain words, a way to try again, and the code that stands in the log. */
export default function ErrorPage({ error, reset }: Props) {
  const [words, setWords] = useState<DOMStringMap>({});
  useEffect(() => setWords({ ...document.body.dataset }), []);
  return (
    <div className="empty empty--page" role="alert">
      <h1>{words.faultTitle}</h1>
      <p>{words.faultText}</p>
      <p className="faint">{error.digest}</p>
      <button type="button" className="btn btn--go" onClick={reset}>
        {words.faultRetry}
      </button>
    </div>
  );
}
