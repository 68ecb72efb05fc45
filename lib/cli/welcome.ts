const people = [
  ["maija", "administrator"],
  ["aino", "manager"],
  ["sven", "seller"],
  ["pieter", "employee, reads only"],
  ["nils", "no rights"],
];

/** How to sign in to the demo company. A password that somebody chose is not repeated. */
export function signInWelcome(password: string): string {
  const shown = process.env.DEMO_PASSWORD ? "the password in DEMO_PASSWORD" : `the password ${password}`;
  const lines = people.map(([name, role]) => `  ${`${name}@demo.example`.padEnd(22)}${role}`);
  return [`Sign in to the demo company with ${shown} as`, ...lines].join("\n");
}

/** The way in for the first administrator of an empty database. */
export function setUpWelcome(publicUrl: string, token: string): string {
  const link = `${publicUrl.replace(/\/$/, "")}/set-up/${token}`;
  return `Nobody can sign in yet. Open this link within a day to become the first administrator:\n  ${link}`;
}
