/** The icons that script draws as well. They alone go to the browser with it. */
export const signs = {
  bad: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M8 4.75v4M8 11.25v.01",
  edit: "M10.25 3.25 12.75 5.75 5.75 12.75l-3.25.75.75-3.25z",
  inherit: "M4 2.5v5.75a2 2 0 0 0 2 2h6.5M9.75 7.5l2.75 2.75L9.75 13",
  ok: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M5.25 8.25l2 2 3.5-4",
  plus: "M8 3v10M3 8h10",
  spin: "M8 2a6 6 0 1 1-5.2 3",
  upload: "M8 10.5V2.5M4.75 5.5 8 2.25 11.25 5.5M2.5 10.5v3h11v-3",
  warn: "M8 2.25 14.25 13.25H1.75zM8 6.5v3M8 11.25v.01",
} as const;
