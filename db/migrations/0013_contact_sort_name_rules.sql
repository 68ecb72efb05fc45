-- The name that contacts are sorted by stands beside their search, so that one index answers an ordered page alone.
CREATE OR REPLACE FUNCTION customer_contacts_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT
    nullif(btrim(coalesce(p.last_name, '') || ' ' || coalesce(p.first_name, '')), ''),
    CASE WHEN p.erased_at IS NOT NULL THEN '' ELSE
      ' ' || fold(concat_ws(' ', p.first_name, p.last_name, NEW.email,
        NEW.phone, NEW.phone_raw, regexp_replace(NEW.phone_raw, '[^0-9]', '', 'g'),
        NEW.mobile, NEW.mobile_raw, regexp_replace(NEW.mobile_raw, '[^0-9]', '', 'g'), c.name)) || ' ' END
    INTO NEW.sort_name, NEW.search
    FROM persons p, customers c WHERE p.id = NEW.person_id AND c.id = NEW.customer_id;
  NEW.search := coalesce(NEW.search, '');
  RETURN NEW;
END $$;--> statement-breakpoint
DROP FUNCTION contact_search(bigint, bigint, text, text, text, text, text);--> statement-breakpoint
DROP TRIGGER customer_contacts_searched ON customer_contacts;--> statement-breakpoint
CREATE TRIGGER customer_contacts_searched
  BEFORE INSERT OR UPDATE OF customer_id, person_id, email, phone, phone_raw, mobile, mobile_raw, sort_name, search
  ON customer_contacts FOR EACH ROW EXECUTE FUNCTION customer_contacts_searched();--> statement-breakpoint
UPDATE customer_contacts SET search = '';--> statement-breakpoint

DROP INDEX customer_contacts_by_updated;--> statement-breakpoint
CREATE INDEX customer_contacts_by_updated ON customer_contacts (updated_at, id) INCLUDE (customer_id, inactive_at) WHERE sort_name IS NOT NULL;--> statement-breakpoint
CREATE INDEX customer_contacts_by_name_fi ON customer_contacts (sort_name COLLATE "fi-x-icu", id) INCLUDE (customer_id, inactive_at) WHERE sort_name IS NOT NULL;--> statement-breakpoint
CREATE INDEX customer_contacts_by_name_en ON customer_contacts (sort_name COLLATE "en-x-icu", id) INCLUDE (customer_id, inactive_at) WHERE sort_name IS NOT NULL;
