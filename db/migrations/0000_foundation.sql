CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
-- Bil 9 before Bil 10.
CREATE COLLATION IF NOT EXISTS natural_number (provider = icu, locale = 'und-u-kn-true');--> statement-breakpoint
-- Case and accents folded away: what the search box compares. lib/text.ts fold() is its twin.
CREATE FUNCTION fold(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(t, NFKC))) $$;--> statement-breakpoint
-- A name without legal form, punctuation, accents and case: two spellings of one company give the same key.
CREATE FUNCTION name_key(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT trim(regexp_replace(
    regexp_replace(' ' || public.fold(t) || ' ', '[^[:alnum:]]+', ' ', 'g'),
    ' (oyj|oy|ab|asa|as|bv|b v|nv|n v|ky|tmi|hb|kb|ltd|gmbh|rf|ry|osk)(?= )', '', 'g'))
$$;
