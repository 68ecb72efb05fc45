import { describe, expect, test } from "vitest";
import { withoutNames } from "@/lib/erasure/rules";
import { excerptOf, piecesOf, writtenNames } from "@/lib/notes/rules";

describe("the text of a note", () => {
  test("is marked where it mentions and where a search hits, letters that fold to several included", () => {
    const plain = (text: string, mentions: string[], q: string) =>
      piecesOf(text, mentions, q).map(
        ({ text: part, mention, hit }) => `${mention ? "@" : ""}${hit ? "!" : ""}${part}`,
      );
    expect(plain("Hei @Åsa Ängsmark, ja muut", ["Åsa Ängsmark"], "")).toEqual(["Hei ", "@@Åsa Ängsmark", ", ja muut"]);
    expect(plain("Hej @Sven Fjällhammars", ["Sven Fjällhammar"], "fjall")).toEqual([
      "Hej ",
      "@@Sven ",
      "@!Fjäll",
      "@hammar",
      "s",
    ]);
    expect(plain("Straße ja TÖÖLÖ", [], "strasse toolo")).toEqual(["!Straße", " ja ", "!TÖÖLÖ"]);
    expect(plain("aamu ja ilta", [], "il a")).toEqual(["!a", "amu ja ", "!il", "ta"]);
  });

  test("is shortened around the first hit", () => {
    const text = `${"sana ".repeat(400)}Ääkkönen ${"loppu ".repeat(50)}`;
    expect(excerptOf("lyhyt", "")).toEqual({ text: "lyhyt", isWhole: true });
    expect(excerptOf(text, "").text.startsWith("sana")).toBe(true);
    expect(excerptOf(text, "aakkonen")).toMatchObject({ isWhole: false, text: expect.stringContaining("Ääkkönen") });
  });

  test("mentions whole names only", () => {
    const known = new Set(["pieter van der schelpenduin", "asa angsmark", "asa"]);
    const names = (text: string) => writtenNames(text, known).map(({ as }) => as);
    expect(names("Hei @Pieter van der Schelpenduin.")).toEqual(["Pieter van der Schelpenduin"]);
    expect(names("@åsa ängsmarks idé, @Åsa också; @ÅSA")).toEqual(["åsa ängsmark", "Åsa"]);
    expect(names("post@asa.example, @Asanti, @Pieter van")).toEqual([]);
    expect(names(`${"@".repeat(9_000)} ${"@Åsa ".repeat(200)}`)).toEqual(["Åsa"]);
  });

  test("keeps the mention of a colleague who shares the first name of an erased contact", () => {
    const traces = { firstNames: ["Karin"], lastNames: ["Ängsmark"], addresses: [] };
    expect(withoutNames("@Karin Åsrydh och Karin Ängsmark", traces)).toBe("@Karin Åsrydh och –");
    expect(withoutNames("@Karin Ängsmark, Karin", traces)).toBe("@–, –");
  });
});
