-- The first day of a series on or after `today`: the first day itself, or so many whole steps later. A day that a
-- month does not have falls on its last day.
CREATE FUNCTION next_occurrence(first date, repeats text, today date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN repeats IS NULL OR today <= first THEN first
  WHEN repeats = 'daily' THEN today
  WHEN repeats = 'weekly' THEN first + (today - first + 6) / 7 * 7
  ELSE (
    SELECT min(day)
    FROM (SELECT CASE repeats WHEN 'monthly' THEN 1 ELSE 12 END AS months) step,
      LATERAL (SELECT ((extract(year FROM today) - extract(year FROM first)) * 12
        + extract(month FROM today) - extract(month FROM first))::int / step.months AS steps) passed,
      LATERAL generate_series(passed.steps, passed.steps + 1) n,
      LATERAL (SELECT (first + make_interval(months => n * step.months))::date AS day) candidate
    WHERE day >= today)
END;
