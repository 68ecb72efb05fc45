-- What customers are found by in the administrator's own fields -----------------------------------------------------------
-- The keys of one value, in the order of the values: numbers and sums with leading zeros, options each by itself, texts
-- folded, in pieces that overlap by more than the longest word one can search for. Only the first piece of a text begins
-- with a space, so that the start of a word is found in it. lib/custom-fields/filter.ts asks for them in the same shape.
CREATE FUNCTION custom_keys(kind text, value jsonb) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  plain text := value #>> '{}';
BEGIN
  IF kind IN ('number', 'money') THEN
    RETURN ARRAY[to_char(plain::numeric + 1000000000000, 'FM0000000000000.00')];
  ELSIF kind = 'multiChoice' THEN
    RETURN ARRAY(SELECT jsonb_array_elements_text(value));
  ELSIF kind IN ('text', 'longText', 'link') THEN
    plain := public.fold(plain);
    RETURN ARRAY[' ' || left(plain, 512)] || ARRAY(
      SELECT piece || E'\n' || substr(plain, 1 + 400 * piece, 512) FROM generate_series(1, (length(plain) - 113) / 400) piece);
  END IF;
  RETURN ARRAY[plain];
END $$;--> statement-breakpoint

CREATE FUNCTION custom_values_of(customer bigint, custom jsonb) RETURNS SETOF custom_values LANGUAGE sql STABLE AS $$
  SELECT f.id, k.key, customer
  FROM jsonb_each(custom) v JOIN custom_fields f ON f.id = v.key::bigint, unnest(custom_keys(f.kind, v.value)) k(key)
$$;--> statement-breakpoint

CREATE FUNCTION customers_custom_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO custom_values (field_id, value, customer_id)
  SELECT v.* FROM added a, custom_values_of(a.id, a.custom) v WHERE a.custom <> '{}';
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_custom_added AFTER INSERT ON customers REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customers_custom_added();--> statement-breakpoint

-- Most saves leave most values alone: only what changed is written.
CREATE FUNCTION customers_custom_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := OLD.custom;
  after jsonb := CASE TG_OP WHEN 'UPDATE' THEN NEW.custom ELSE '{}' END;
BEGIN
  DELETE FROM custom_values WHERE customer_id = OLD.id AND field_id = ANY (ARRAY(
    SELECT key::bigint FROM jsonb_each(before) WHERE value IS DISTINCT FROM after -> key));
  INSERT INTO custom_values (field_id, value, customer_id)
  SELECT v.* FROM custom_values_of(OLD.id, (
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(after) WHERE value IS DISTINCT FROM before -> key)) v;
  RETURN NULL;
END $$;--> statement-breakpoint
-- What custom_fields_deleted and custom_options_deleted take away, they take from custom_values themselves, all at once.
CREATE TRIGGER customers_custom_changed AFTER UPDATE OF custom ON customers FOR EACH ROW
  WHEN (NEW.custom IS DISTINCT FROM OLD.custom AND pg_trigger_depth() = 0)
  EXECUTE FUNCTION customers_custom_changed();--> statement-breakpoint
CREATE TRIGGER customers_custom_deleted AFTER DELETE ON customers FOR EACH ROW
  WHEN (OLD.custom <> '{}') EXECUTE FUNCTION customers_custom_changed();--> statement-breakpoint

-- A field or an option goes with its values; its row stays, so that the history can name it --------------------------------
DROP TRIGGER custom_fields_used ON custom_fields;--> statement-breakpoint
DROP FUNCTION custom_fields_used();--> statement-breakpoint
DROP TRIGGER custom_options_used ON custom_options;--> statement-breakpoint
DROP FUNCTION custom_options_used();--> statement-breakpoint
CREATE FUNCTION custom_fields_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers SET custom = custom - OLD.id::text
  WHERE id IN (SELECT customer_id FROM custom_values WHERE field_id = OLD.id);
  DELETE FROM custom_values WHERE field_id = OLD.id;
  DELETE FROM custom_unique_values WHERE field_id = OLD.id;
  UPDATE custom_fields SET deleted_at = now(), disabled_at = coalesce(disabled_at, now()), version = version + 1
  WHERE id = OLD.id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER custom_fields_deleted BEFORE DELETE ON custom_fields
  FOR EACH ROW EXECUTE FUNCTION custom_fields_deleted();--> statement-breakpoint
CREATE FUNCTION custom_options_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  field text := OLD.field_id;
BEGIN
  UPDATE customers SET custom = CASE
    WHEN jsonb_typeof(custom -> field) = 'array' AND jsonb_array_length(custom -> field) > 1 THEN
      custom || jsonb_build_object(field, (
        SELECT jsonb_agg(one ORDER BY place) FROM jsonb_array_elements(custom -> field) WITH ORDINALITY v(one, place)
        WHERE one <> to_jsonb(OLD.id)))
    ELSE custom - field END
  WHERE id IN (SELECT customer_id FROM custom_values WHERE field_id = OLD.field_id AND value = OLD.id::text);
  DELETE FROM custom_values WHERE field_id = OLD.field_id AND value = OLD.id::text;
  UPDATE custom_options SET deleted_at = now(), disabled_at = coalesce(disabled_at, now()), version = version + 1
  WHERE id = OLD.id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER custom_options_deleted BEFORE DELETE ON custom_options
  FOR EACH ROW EXECUTE FUNCTION custom_options_deleted();--> statement-breakpoint

-- The values there are -----------------------------------------------------------------------------------------------------
INSERT INTO custom_values (field_id, value, customer_id)
SELECT v.* FROM customers c, custom_values_of(c.id, c.custom) v WHERE c.custom <> '{}';
