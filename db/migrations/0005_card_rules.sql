-- What the tables of the card alone cannot say: what the search finds, head offices, the customer of a log line, first rows.

-- The log: whose card a line belongs to. The lines of before are completed once, past the rule that none may change.
ALTER TABLE events DISABLE TRIGGER events_final;--> statement-breakpoint
UPDATE events SET customer_id = subject_id WHERE subject = 'customers';--> statement-breakpoint
ALTER TABLE events ENABLE TRIGGER events_final;--> statement-breakpoint

-- Search: contacts in use are found by their names and e-mail ---------------------------------------------------------
CREATE FUNCTION contact_words_of(customer bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(concat_ws(' ', p.first_name, p.last_name, c.email), ' ' ORDER BY c.id), '')
  FROM customer_contacts c JOIN persons p ON p.id = c.person_id
  WHERE c.customer_id = customer AND c.inactive_at IS NULL
$$;--> statement-breakpoint

CREATE FUNCTION search_text(name text, number text, business_id text, vat_number text, email text, phone text, city text, contact_words text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ' ' || fold(concat_ws(' ', name, number, business_id, regexp_replace(business_id, '[^0-9]', '', 'g'),
                               vat_number, email, phone, city, contact_words)) || ' '
$$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION customers_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.people := CASE WHEN NEW.owner_id IS NULL THEN '{}' ELSE ARRAY[NEW.owner_id] END;
    NEW.dated_people := '{}';
    NEW.companies := ARRAY[NEW.company_id];
  ELSE
    IF NEW.owner_id IS DISTINCT FROM OLD.owner_id THEN
      SELECT p.people, p.dated_people INTO NEW.people, NEW.dated_people FROM people_of(NEW.id, NEW.owner_id) p;
    END IF;
    IF NEW.company_id <> OLD.company_id THEN
      NEW.companies := companies_of(NEW.id, NEW.company_id);
    END IF;
  END IF;
  NEW.search := search_text(NEW.name, NEW.number, NEW.business_id, NEW.vat_number, NEW.email, NEW.phone, NEW.city, NEW.contact_words);
  RETURN NEW;
END $$;--> statement-breakpoint
DROP FUNCTION search_text(text, text, text, text, text, text, text);--> statement-breakpoint

-- A bulk insert may bring the words along; then nothing differs here and no second write follows.
CREATE FUNCTION customer_contacts_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers c SET contact_words = words.of_customer
    FROM (SELECT customer_id, contact_words_of(customer_id) AS of_customer FROM (SELECT DISTINCT customer_id FROM changed) touched) words
    WHERE c.id = words.customer_id AND c.contact_words <> words.of_customer;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customer_contacts_inserted AFTER INSERT ON customer_contacts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_contacts_derive();--> statement-breakpoint
CREATE TRIGGER customer_contacts_updated AFTER UPDATE ON customer_contacts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_contacts_derive();--> statement-breakpoint
CREATE TRIGGER customer_contacts_deleted AFTER DELETE ON customer_contacts REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_contacts_derive();--> statement-breakpoint

CREATE FUNCTION persons_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers c SET contact_words = words.of_customer
    FROM (SELECT customer_id, contact_words_of(customer_id) AS of_customer FROM (
      SELECT DISTINCT t.customer_id FROM customer_contacts t JOIN changed ON changed.id = t.person_id) touched) words
    WHERE c.id = words.customer_id AND c.contact_words <> words.of_customer;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER persons_updated AFTER UPDATE ON persons REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION persons_derive();--> statement-breakpoint
UPDATE customers SET contact_words = contact_words_of(id) WHERE contact_words <> contact_words_of(id);--> statement-breakpoint

-- Head offices: a customer without one is found in the list ------------------------------------------------------------
CREATE OR REPLACE FUNCTION addresses_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers c SET city = head.city, has_head_office = head.id IS NOT NULL
    FROM (SELECT DISTINCT customer_id FROM changed) touched
    LEFT JOIN addresses head ON head.customer_id = touched.customer_id AND head.is_head_office
    WHERE c.id = touched.customer_id
      AND (c.city IS DISTINCT FROM head.city OR c.has_head_office <> (head.id IS NOT NULL));
  RETURN NULL;
END $$;--> statement-breakpoint
UPDATE customers c SET has_head_office = true
  WHERE EXISTS (SELECT FROM addresses WHERE customer_id = c.id AND is_head_office);--> statement-breakpoint
CREATE INDEX customers_without_head_office ON customers (tab, name COLLATE "fi-x-icu", id) WHERE NOT has_head_office;--> statement-breakpoint

-- First rows -----------------------------------------------------------------------------------------------------------
INSERT INTO contact_roles (names, position) VALUES
  ('{"fi":"Päättäjä","sv":"Beslutsfattare","nl":"Beslisser","en":"Decision maker"}', 1),
  ('{"fi":"Laskutus","sv":"Fakturering","nl":"Facturatie","en":"Billing"}', 2),
  ('{"fi":"Hankinta","sv":"Inköp","nl":"Inkoop","en":"Purchasing"}', 3),
  ('{"fi":"Tekninen yhteyshenkilö","sv":"Teknisk kontakt","nl":"Technisch contact","en":"Technical contact"}', 4);--> statement-breakpoint
INSERT INTO activity_types (kind, names, code, icon, is_default, position) VALUES
  ('todo', '{"fi":"Tehtävä","sv":"Uppgift","nl":"Taak","en":"To-do"}', 'todo', 'task', true, 1),
  ('todo', '{"fi":"Puhelu","sv":"Samtal","nl":"Telefoongesprek","en":"Phone call"}', 'call', 'task', false, 2),
  ('event', '{"fi":"Tapaaminen","sv":"Möte","nl":"Afspraak","en":"Meeting"}', 'meeting', 'cal', true, 3),
  ('event', '{"fi":"Kohdekäynti","sv":"Platsbesök","nl":"Bezoek op locatie","en":"Site visit"}', 'visit', 'cal', false, 4),
  ('note', '{"fi":"Muistiinpano","sv":"Anteckning","nl":"Notitie","en":"Note"}', 'note', 'note', true, 5);--> statement-breakpoint
INSERT INTO sales_statuses (names, state, probability, position) VALUES
  ('{"fi":"Mahdollisuus","sv":"Möjlighet","nl":"Kans","en":"Opportunity"}', 'inProgress', 20, 1),
  ('{"fi":"Tarjous lähetetty","sv":"Offert skickad","nl":"Offerte verzonden","en":"Quote sent"}', 'inProgress', 50, 2),
  ('{"fi":"Neuvottelu","sv":"Förhandling","nl":"Onderhandeling","en":"Negotiation"}', 'inProgress', 75, 3),
  ('{"fi":"Voitettu","sv":"Vunnen","nl":"Gewonnen","en":"Won"}', 'won', 100, 4),
  ('{"fi":"Hävitty","sv":"Förlorad","nl":"Verloren","en":"Lost"}', 'lost', 0, 5);--> statement-breakpoint
INSERT INTO billing (payment_term, currency, vat_category, vat_rate, delivery_method, invoice_template) VALUES
  (14, 'EUR', 'S', 25.50, 'email', 'detailed');
