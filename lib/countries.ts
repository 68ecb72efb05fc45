import { fold } from "@/lib/text";

/** ISO 3166-1: of every country the two-letter code, which we store, and then the three-letter one. */
const iso = `
  ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB
  BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR
  BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR
  CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK
  FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS
  GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN
  ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO
  LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD
  MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER
  NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM
  PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP
  SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF
  TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY
  UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE
`
  .trim()
  .split(/\s+/);

export const countryCodes = iso.map((codes) => codes.slice(0, 2));

const home = ["FI", "SE", "NO", "DK", "EE", "NL", "DE"];

/** The countries for a choice: our own first, then the others as the language sorts them. */
export function countryOptions(locale: string) {
  const known = optionsIn.get(locale) ?? sortedOptions(locale);
  optionsIn.set(locale, known);
  return known;
}

/** The same as values and labels, for a language always the very same list. */
export function countryChoices(locale: string) {
  const known = choicesIn.get(locale) ?? countryOptions(locale).map(({ code, name }) => ({ value: code, label: name }));
  choicesIn.set(locale, known);
  return known;
}

const choicesIn = new Map<string, readonly { value: string; label: string }[]>();

/** Naming and sorting 249 countries costs more than the rest of a form; a language's list never changes. */
const optionsIn = new Map<string, readonly { code: string; name: string }[]>();

function sortedOptions(locale: string) {
  const byName = new Intl.Collator(locale).compare;
  const others = countryCodes.filter((code) => !home.includes(code)).map((code) => option(code, locale));
  return [...home.map((code) => option(code, locale)), ...others.sort((a, b) => byName(a.name, b.name))];
}

const option = (code: string, locale: string) => ({ code, name: countryName(code, locale) });

/** The country's name in a language; a code that is no country stays as it is. */
export function countryName(code: string, locale: string) {
  const names = namesIn.get(locale) ?? new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
  namesIn.set(locale, names);
  return countryCodes.includes(code) ? (names.of(code) ?? code) : code;
}

const namesIn = new Map<string, Intl.DisplayNames>();

/** The code of a country that is given by code or by name, in any of many languages; null when it is not known. */
export function countryFrom(text: string) {
  if (text.length > 100) return null;
  const key = keyOf(text);
  spellings ??= collectSpellings();
  return spellings.get(key) ?? spellings.get(key.replace(/^the/, "")) ?? null;
}

const keyOf = (text: string) => fold(text).replace(/[^\p{L}\p{N}]+/gu, "");

let spellings: Map<string, string> | undefined;

const languages = ["fi", "sv", "nl", "en", "nb", "nn", "da", "et", "de", "fr", "es", "it", "pt", "pl"];

/** Names people use that the language data lacks. */
const nicknames: Record<string, string[]> = {
  AE: ["UAE", "Emirates"],
  BA: ["Bosnia"],
  CD: ["DR Congo", "DRC"],
  CI: ["Ivory Coast"],
  CZ: ["Czech Republic", "Tšekin tasavalta", "Tjeckiska republiken", "Tsjechische Republiek"],
  FI: ["Suomi Finland", "Suomen tasavalta"],
  GB: ["UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"],
  GR: ["EL", "Hellas"],
  HK: ["Hong Kong", "Hongkong"],
  IE: ["Republic of Ireland", "Eire"],
  KR: ["South Korea", "Korea", "Republic of Korea"],
  MK: ["Macedonia", "Makedonia"],
  MM: ["Burma"],
  NL: ["Holland", "Hollanti", "Nederlanden", "Pays-Bas"],
  RU: ["Russian Federation", "Venäjän federaatio"],
  SZ: ["Swaziland"],
  TR: ["Turkey"],
  US: ["United States of America", "America", "Amerika", "Amerikan yhdysvallat"],
  VA: ["Vatican"],
  VN: ["Viet Nam"],
};

/** Earlier spellings win: codes, then nicknames, then names by language, last the country's own. */
function collectSpellings() {
  const found = new Map<string, string>();
  const add = (spelling: string, code: string) => {
    const key = keyOf(spelling);
    if (!found.has(key)) found.set(key, code);
  };

  for (const codes of iso) for (const code of [codes.slice(0, 2), codes.slice(2)]) add(code, codes.slice(0, 2));
  for (const [code, names] of Object.entries(nicknames)) for (const name of names) add(name, code);
  for (const language of languages) for (const code of countryCodes) add(countryName(code, language), code);
  for (const code of countryCodes) add(countryName(code, new Intl.Locale(`und-${code}`).maximize().language), code);
  return found;
}
