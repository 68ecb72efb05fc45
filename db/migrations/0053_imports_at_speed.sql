-- Thousands of customers at once: derived texts are worked out faster, and what holds for all rows of a statement is asked
-- once for it. What they come to is the same as before.

-- Most texts are plain letters once they are folded, and hardly any needs normalising: both are cheap to see.
CREATE OR REPLACE FUNCTION fold(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  IF octet_length(t) = length(t) THEN RETURN lower(t COLLATE "C"); END IF;
  IF t IS NOT NFKC NORMALIZED THEN t := normalize(t, NFKC); END IF;
  t := public.unaccent('public.unaccent'::regdictionary, t);
  IF octet_length(t) = length(t) THEN RETURN lower(t COLLATE "C"); END IF;
  RETURN lower(t);
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION name_key(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN trim(regexp_replace(
    regexp_replace(' ' || public.fold(t) || ' ', '[^[:alnum:]]+', ' ', 'g'),
    ' (oyj|oy|ab|asa|as|bv|b v|nv|n v|ky|tmi|hb|kb|ltd|gmbh|rf|ry|osk)(?= )', '', 'g'));
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_text(name text, number text, business_id text, vat_number text, email text, phone text,
  city text, contact_words text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ' ' || public.fold(concat_ws(' ', name, number, business_id, regexp_replace(business_id, '[^0-9]', '', 'g'),
                                      vat_number, email, phone, city, contact_words)) || ' ';
END $$;--> statement-breakpoint

CREATE FUNCTION contact_search_text(first_name text, last_name text, email text, phone text, phone_raw text, mobile text,
  mobile_raw text, customer text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ' ' || public.fold(concat_ws(' ', first_name, last_name, email,
    phone, phone_raw, regexp_replace(phone_raw, '[^0-9]', '', 'g'),
    mobile, mobile_raw, regexp_replace(mobile_raw, '[^0-9]', '', 'g'), customer)) || ' ';
END $$;--> statement-breakpoint
CREATE FUNCTION contact_sort_name(first_name text, last_name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(btrim(coalesce(last_name, '') || ' ' || coalesce(first_name, '')), '');--> statement-breakpoint
CREATE OR REPLACE FUNCTION customer_contacts_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT
    contact_sort_name(p.first_name, p.last_name),
    CASE WHEN p.erased_at IS NOT NULL THEN '' ELSE contact_search_text(p.first_name, p.last_name, NEW.email, NEW.phone,
      NEW.phone_raw, NEW.mobile, NEW.mobile_raw, c.name) END
    INTO NEW.sort_name, NEW.search
    FROM persons p, customers c WHERE p.id = NEW.person_id AND c.id = NEW.customer_id;
  NEW.search := coalesce(NEW.search, '');
  RETURN NEW;
END $$;--> statement-breakpoint
-- Whoever inserts many brings both along; an empty text says that they are to be worked out.
DROP TRIGGER customer_contacts_searched ON customer_contacts;--> statement-breakpoint
CREATE TRIGGER customer_contacts_searched BEFORE UPDATE OF customer_id, person_id, email, phone, phone_raw, mobile,
  mobile_raw, sort_name, search ON customer_contacts FOR EACH ROW EXECUTE FUNCTION customer_contacts_searched();--> statement-breakpoint
CREATE TRIGGER customer_contacts_searched_new BEFORE INSERT ON customer_contacts FOR EACH ROW
  WHEN (NEW.search = '') EXECUTE FUNCTION customer_contacts_searched();--> statement-breakpoint

-- A group that new customers name must not be deleted, begins to count them today, and orders work for them.
DROP TRIGGER customers_group_there_new ON customers;--> statement-breakpoint
DROP TRIGGER customers_created_in_group ON customers;--> statement-breakpoint
CREATE OR REPLACE FUNCTION customers_group_joined() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  today date := organisation_today();
  joined bigint[] := ARRAY(SELECT DISTINCT group_id FROM added WHERE group_id IS NOT NULL ORDER BY group_id);
BEGIN
  IF joined = '{}' THEN RETURN NULL; END IF;
  PERFORM FROM groups WHERE id = ANY (joined) ORDER BY id FOR SHARE;
  IF (SELECT count(*) FROM groups WHERE id = ANY (joined) AND deleted_at IS NULL) < cardinality(joined) THEN
    RAISE EXCEPTION 'a group of % is deleted', joined
      USING ERRCODE = 'check_violation', CONSTRAINT = 'customers_group_there', TABLE = 'customers';
  END IF;
  INSERT INTO group_memberships (customer_id, group_id, valid_from)
    SELECT id, group_id, today FROM added WHERE group_id IS NOT NULL;
  PERFORM order_work(o.orders, a.id, a.owner_id)
    FROM (SELECT group_id, array_agg(id) AS orders FROM work_orders
      WHERE follows_members AND group_id = ANY (joined) GROUP BY group_id) o
    JOIN added a ON a.group_id = o.group_id
    WHERE a.archived_at IS NULL;
  RETURN NULL;
END $$;
