/** The first form of the tables. docs/formats.md describes them. */

export const FIRST = `
CREATE SCHEMA IF NOT EXISTS offscript;

CREATE TABLE offscript.migrations (
  version integer PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE offscript.runs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Null of a draft, which nobody sees.
  name text COLLATE "C" UNIQUE,
  identity uuid NOT NULL,
  manifest text NOT NULL,
  prompts_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The number of the last sample of a run. Whoever appends holds the row, so that samples are seen in the order of their numbers.
CREATE TABLE offscript.ends (
  run bigint PRIMARY KEY REFERENCES offscript.runs ON DELETE CASCADE,
  last bigint NOT NULL
) WITH (fillfactor = 20);

CREATE TABLE offscript.prompts (
  run bigint NOT NULL REFERENCES offscript.runs ON DELETE CASCADE,
  place integer NOT NULL,
  line text NOT NULL,
  PRIMARY KEY (run, place)
);

CREATE TABLE offscript.samples (
  run bigint NOT NULL REFERENCES offscript.runs ON DELETE CASCADE,
  seq bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  target text NOT NULL,
  -- Of a sample that failed, what its requests came to, as a list in JSON; null of an answer.
  failed text,
  -- Whether it is the first answer to its question.
  first boolean NOT NULL,
  -- Bytes of the line.
  size integer NOT NULL,
  line text NOT NULL,
  PRIMARY KEY (run, seq)
);
CREATE UNIQUE INDEX samples_answers ON offscript.samples (run, key) WHERE first;
CREATE INDEX samples_others ON offscript.samples (run, key) WHERE NOT first;

CREATE TABLE offscript.workers (
  id uuid PRIMARY KEY,
  run bigint NOT NULL REFERENCES offscript.runs ON DELETE CASCADE,
  name text NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When what it has leased goes back unless it gives a sign of life.
  until timestamptz NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX workers_of_runs ON offscript.workers (run);

CREATE TABLE offscript.leases (
  run bigint NOT NULL REFERENCES offscript.runs ON DELETE CASCADE,
  key text COLLATE "C" NOT NULL,
  worker uuid NOT NULL REFERENCES offscript.workers ON DELETE CASCADE,
  target text NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (run, key)
);
CREATE INDEX leases_of_workers ON offscript.leases (worker);

-- The pace of a target, which is that of all who ask it. Times are the server's.
CREATE TABLE offscript.paces (
  run bigint NOT NULL REFERENCES offscript.runs ON DELETE CASCADE,
  target text NOT NULL,
  requests_free timestamptz NOT NULL DEFAULT '-infinity',
  tokens_free timestamptz NOT NULL DEFAULT '-infinity',
  paused_until timestamptz NOT NULL DEFAULT '-infinity',
  ended_at timestamptz,
  ended_kind text,
  ended_why text,
  PRIMARY KEY (run, target)
) WITH (fillfactor = 20);

CREATE TABLE offscript.labels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run bigint NOT NULL REFERENCES offscript.runs ON DELETE CASCADE,
  -- What it was sent under, so that it is added once.
  sent uuid NOT NULL UNIQUE,
  line text NOT NULL
);
CREATE INDEX labels_of_runs ON offscript.labels (run, id);

-- Documents and bytes that are kept beside a run, in pieces.
CREATE TABLE offscript.kept (
  run bigint NOT NULL REFERENCES offscript.runs ON DELETE CASCADE,
  kind text NOT NULL,
  key text COLLATE "C" NOT NULL,
  piece integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (run, kind, key, piece)
);

-- Appends samples under the next numbers, an answer only where its question has none. False where the run is not there. What a draft
-- appends comes with the number that it must have last (from): where that is past already, the same was done before. Where a session
-- does it once more (again), failures that are there are left out.
CREATE FUNCTION offscript.append(
  of_run bigint, of_worker uuid, from_last bigint, again boolean,
  keys text[], targets text[], failures text[], firsts boolean[], lines text[]
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  base bigint;
BEGIN
  UPDATE offscript.ends e SET last = e.last + cardinality(keys)
    WHERE e.run = of_run AND (from_last IS NULL OR e.last = from_last)
    RETURNING e.last - cardinality(keys) INTO base;
  IF NOT FOUND THEN
    RETURN EXISTS (SELECT 1 FROM offscript.ends e WHERE e.run = of_run AND e.last = from_last + cardinality(keys));
  END IF;
  INSERT INTO offscript.samples (run, seq, key, target, failed, first, size, line)
    SELECT of_run, base + g.place, g.key, g.target, g.failed, g.first, octet_length(g.line), g.line
    FROM unnest(keys, targets, failures, firsts, lines) WITH ORDINALITY AS g(key, target, failed, first, line, place)
    WHERE NOT again OR g.failed IS NULL OR NOT EXISTS (
      SELECT 1 FROM offscript.samples s WHERE s.run = of_run AND s.key = g.key AND NOT s.first AND s.line = g.line)
    ORDER BY g.place
    ON CONFLICT (run, key) WHERE first DO NOTHING;
  DELETE FROM offscript.leases l WHERE l.run = of_run AND l.worker = of_worker AND l.key = ANY (keys);
  RETURN true;
END $$;

-- Leases those of the keys to a worker that have no answer, have not failed since it opened the run, and are with nobody who lives. Gives
-- back which of them it has now, and which another one has; of the others nothing is to be asked.
CREATE FUNCTION offscript.claim(of_run bigint, of_worker uuid, of_target text, opened bigint, keys text[])
RETURNS TABLE (claimed text, won boolean) LANGUAGE plpgsql AS $$
DECLARE
  wanted text[];
BEGIN
  SELECT array_agg(g.key ORDER BY g.key) INTO wanted FROM unnest(keys) AS g(key)
    WHERE NOT EXISTS (SELECT 1 FROM offscript.samples s WHERE s.run = of_run AND s.key = g.key AND s.first)
      AND NOT EXISTS (SELECT 1 FROM offscript.samples s WHERE s.run = of_run AND s.key = g.key AND NOT s.first AND s.seq > opened);
  IF wanted IS NULL THEN
    RETURN;
  END IF;
  UPDATE offscript.leases l SET worker = of_worker, target = of_target, since = clock_timestamp()
    FROM (
      SELECT d.key FROM offscript.leases d
      WHERE d.run = of_run AND d.key = ANY (wanted) AND NOT EXISTS (
        SELECT 1 FROM offscript.workers w WHERE w.id = d.worker AND w.until > clock_timestamp())
      ORDER BY d.key FOR UPDATE SKIP LOCKED
    ) dead
    WHERE l.run = of_run AND l.key = dead.key;
  INSERT INTO offscript.leases (run, key, worker, target)
    SELECT of_run, g.key, of_worker, of_target FROM unnest(wanted) AS g(key) ORDER BY g.key
    ON CONFLICT (run, key) DO NOTHING;
  -- Who had one may have given it back just now, with what it came to: from here on that is seen.
  SELECT array_agg(g.key) INTO wanted FROM unnest(wanted) AS g(key)
    WHERE NOT EXISTS (SELECT 1 FROM offscript.samples s WHERE s.run = of_run AND s.key = g.key AND s.first)
      AND NOT EXISTS (SELECT 1 FROM offscript.samples s WHERE s.run = of_run AND s.key = g.key AND NOT s.first AND s.seq > opened);
  DELETE FROM offscript.leases l
    WHERE l.run = of_run AND l.worker = of_worker AND l.key = ANY (keys) AND (wanted IS NULL OR NOT l.key = ANY (wanted));
  RETURN QUERY
    SELECT g.key, EXISTS (SELECT 1 FROM offscript.leases l WHERE l.run = of_run AND l.key = g.key AND l.worker = of_worker)
    FROM unnest(wanted) AS g(key);
END $$;
`;
