import { formatPhone, type Phone, phoneHref } from "@/lib/phones";

type Look = { className?: string };

/** A number to call with one click; what cannot be called is text. */
export function PhoneLink({ phone, className }: Look & { phone: Phone }) {
  const call = phoneHref(phone);
  return call ? (
    <a className={className} href={call}>
      {formatPhone(phone)}
    </a>
  ) : (
    <span className={className}>{phone.raw}</span>
  );
}

export function MailLink({ email, className = "" }: Look & { email: string }) {
  return (
    <a className={`${className} wrap-anywhere`.trim()} href={`mailto:${email}`}>
      {email}
    </a>
  );
}
