"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Sign } from "@/components/sign";

type Props = {
  /** Says how much has been sent: "Sending files: {done}". */
  sending: string;
  failed: string;
};

/** Sends the form it stands in by itself and shows how far it is. Without script the browser sends it. */
export function UploadProgress({ sending, failed }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const [share, setShare] = useState<number | null>(null);
  const [broke, setBroke] = useState(false);

  useEffect(() => {
    const form = place.current?.closest("form");
    let request: XMLHttpRequest | null = null;
    const end = () => {
      request = null;
      form?.removeAttribute("aria-busy");
      setShare(null);
    };
    const send = (event: SubmitEvent) => {
      event.preventDefault();
      if (!form || request) return;
      setBroke(false);
      setShare(0);
      form.setAttribute("aria-busy", "true");
      request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("accept", "application/json");
      request.responseType = "json";
      request.upload.onprogress = ({ loaded, total }) => setShare(total ? loaded / total : 0);
      request.onload = ({ target }) => {
        const next = (target as XMLHttpRequest).response?.location;
        end();
        if (typeof next === "string") router.replace(next, { scroll: false });
        else setBroke(true);
      };
      request.onerror = () => {
        end();
        setBroke(true);
      };
      request.send(new FormData(form));
    };
    form?.addEventListener("submit", send);
    return () => {
      form?.removeEventListener("submit", send);
      request?.abort();
    };
  }, [router]);

  const done = `${Math.floor((share ?? 0) * 100)} %`;
  const words = sending.replace("{done}", done);
  return (
    <div ref={place} aria-live="polite">
      {share !== null && (
        <>
          <p className="xs" aria-hidden="true">
            {words}
          </p>
          <progress value={share} max={1} aria-label={words}>
            {done}
          </progress>
        </>
      )}
      {broke && (
        <p className="err">
          <Sign name="bad" />
          <span>{failed}</span>
        </p>
      )}
    </div>
  );
}
