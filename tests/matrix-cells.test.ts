import { describe, expect, test } from "vitest";
import { cellText, readCell } from "@/lib/responsibilities/cell-text";
import { joined } from "@/lib/responsibilities/plan";
import { plainTie, type Tie } from "@/lib/responsibilities/rules";

describe("a cell", () => {
  const roles = [
    { id: 1, letter: "K", name: "Accountant" },
    { id: 2, letter: "X", name: "Expert" },
  ];

  test("reads back as it is written", () => {
    const ties = [
      { roleId: 2, validFrom: null, validTo: "2027-01-31" },
      { roleId: 1, validFrom: "2026-09-01", validTo: "2027-06-30" },
    ];
    const text = cellText(ties, true, roles);
    expect(text).toBe("*; K 2026-09-01–2027-06-30; Expert –2027-01-31");
    const read = readCell(text, roles);
    expect(read.ok && cellText(read.value.ties, read.value.isOwner, roles)).toBe(text);
  });

  test.each(["y", "K 1.9.2026", "K 2026-02-30–", "K 2027-01-01–2026-01-01", "x; K", "K; K", "x 2026-01-01", "‮x"])(
    "that says %s is refused",
    (text) => expect(readCell(text, roles).ok).toBe(false),
  );
});

test("a tie that reaches into what has ended begins today; what is there already stays", () => {
  const today = "2026-11-22";
  const ended: Tie = { roleId: 1, validFrom: null, validTo: "2025-01-01", note: null };
  expect(joined([ended], plainTie, today)).toEqual([ended, { ...plainTie, validFrom: today }]);
  expect(joined([ended], { ...plainTie, roleId: 1 }, today)).toEqual([
    ended,
    { ...plainTie, roleId: 1, validFrom: today },
  ]);
  expect(joined([plainTie], { ...plainTie, note: "n" }, today)).toEqual([plainTie]);
  expect(joined([plainTie], { ...plainTie, roleId: 1 }, today)).toEqual([{ ...plainTie, roleId: 1 }]);
});
