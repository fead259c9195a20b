-- Version 5: the level of handling that a person set, later than what was set is from.

CREATE TABLE handling (   -- that a person set who may see something
  serial       INTEGER PRIMARY KEY CHECK (serial > 0),  -- place in this file, not an identity
  target       TEXT NOT NULL,     -- report.id, statement.id, or command.id of a note or estimate
  report       TEXT,              -- report.id of a report, or that a statement is from
  start        INTEGER,           -- of a statement: first code point; empty otherwise
  "end"        INTEGER,           -- of a statement: after the last code point
  handling     TEXT NOT NULL,     -- public, internal, confidential
  command      TEXT NOT NULL REFERENCES command (id),
  recorded_at  TEXT NOT NULL,
  retracted_at TEXT CHECK (retracted_at >= recorded_at),
  retracted_by TEXT REFERENCES command (id),
  CHECK ((retracted_at IS NULL) = (retracted_by IS NULL)),
  CHECK ((start IS NULL) = ("end" IS NULL)),
  CHECK (start IS NULL OR report IS NOT NULL)
);
CREATE UNIQUE INDEX handling_living ON handling (target) WHERE retracted_at IS NULL;
CREATE INDEX handling_of_report ON handling (report, start);

INSERT INTO about (key, value) VALUES
  ('handling', 'Who may see something, as a person set it. A row on a report stands before report.handling; one on a statement counts for all that is said in its span, and is never less strict than its report.');

CREATE TRIGGER handling_is_kept BEFORE DELETE ON handling
BEGIN SELECT RAISE(ABORT, 'handling rows are retracted, never deleted'); END;
CREATE TRIGGER handling_is_retracted_once BEFORE UPDATE ON handling
WHEN OLD.retracted_at IS NOT NULL OR
  (NEW.serial, NEW.target, NEW.report, NEW.start, NEW."end", NEW.handling, NEW.command,
   NEW.recorded_at)
  IS NOT (OLD.serial, OLD.target, OLD.report, OLD.start, OLD."end", OLD.handling, OLD.command,
   OLD.recorded_at)
BEGIN SELECT RAISE(ABORT, 'handling rows are retracted once, never changed'); END;
CREATE TRIGGER handling_is_new BEFORE INSERT ON handling
WHEN EXISTS (SELECT 1 FROM handling WHERE serial = NEW.serial)
  OR (NEW.retracted_at IS NULL AND
      EXISTS (SELECT 1 FROM handling WHERE target = NEW.target AND retracted_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'handling rows are retracted, never replaced'); END;
