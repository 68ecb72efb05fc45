-- The register of all contacts: what its search finds, and the indexes it is walked by.
CREATE FUNCTION contact_search(person bigint, customer bigint, email text, phone text, phone_raw text, mobile text, mobile_raw text)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p.erased_at IS NOT NULL THEN '' ELSE
    ' ' || fold(concat_ws(' ', p.first_name, p.last_name, email, phone, phone_raw, regexp_replace(phone_raw, '[^0-9]', '', 'g'),
                          mobile, mobile_raw, regexp_replace(mobile_raw, '[^0-9]', '', 'g'), c.name)) || ' ' END
  FROM persons p, customers c WHERE p.id = person AND c.id = customer
$$;--> statement-breakpoint

CREATE FUNCTION customer_contacts_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := coalesce(contact_search(NEW.person_id, NEW.customer_id, NEW.email, NEW.phone, NEW.phone_raw, NEW.mobile, NEW.mobile_raw), '');
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER customer_contacts_searched BEFORE INSERT OR UPDATE OF customer_id, person_id, email, phone, phone_raw, mobile, mobile_raw, search
  ON customer_contacts FOR EACH ROW EXECUTE FUNCTION customer_contacts_searched();--> statement-breakpoint

-- Setting `search` to anything makes the trigger above write it anew.
CREATE FUNCTION persons_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customer_contacts SET search = '' WHERE person_id = NEW.id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER persons_searched AFTER UPDATE OF first_name, last_name, erased_at ON persons FOR EACH ROW
  WHEN ((OLD.first_name, OLD.last_name, OLD.erased_at) IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.erased_at))
  EXECUTE FUNCTION persons_searched();--> statement-breakpoint

CREATE FUNCTION customers_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customer_contacts SET search = '' WHERE customer_id = NEW.id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_renamed AFTER UPDATE OF name ON customers FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION customers_renamed();--> statement-breakpoint
UPDATE customer_contacts SET search = '';--> statement-breakpoint

CREATE INDEX customer_contacts_search ON customer_contacts USING gin (search gin_trgm_ops);--> statement-breakpoint
CREATE INDEX customer_contacts_by_updated ON customer_contacts (updated_at, id);--> statement-breakpoint
CREATE INDEX persons_by_name_fi ON persons (sort_name COLLATE "fi-x-icu", id);--> statement-breakpoint
CREATE INDEX persons_by_name_en ON persons (sort_name COLLATE "en-x-icu", id);
