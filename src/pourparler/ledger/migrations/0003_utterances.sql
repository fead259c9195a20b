-- Version 3: utterances, which several statements may report.

CREATE TABLE utterance (  -- that a statement reports an occasion of saying something
  serial       INTEGER PRIMARY KEY CHECK (serial > 0),  -- place in this file, not an identity
  id           TEXT NOT NULL CHECK (length(id) = 26),   -- ULID; statements with the same one report one occasion
  statement    TEXT NOT NULL,     -- statement.id; alone when a person parted it from others
  command      TEXT NOT NULL REFERENCES command (id),
  recorded_at  TEXT NOT NULL,
  retracted_at TEXT CHECK (retracted_at >= recorded_at),
  retracted_by TEXT REFERENCES command (id),
  CHECK ((retracted_at IS NULL) = (retracted_by IS NULL))
);
CREATE UNIQUE INDEX utterance_living ON utterance (statement) WHERE retracted_at IS NULL;
CREATE INDEX utterance_by_id ON utterance (id);

INSERT INTO about (key, value) VALUES
  ('utterance', 'One occasion of saying something: rows with the same id name the statements that report it. A statement without a row stands for itself; so does one whose utterance no other statement that holds reports.');

CREATE TRIGGER utterance_is_kept BEFORE DELETE ON utterance
BEGIN SELECT RAISE(ABORT, 'utterance rows are retracted, never deleted'); END;
CREATE TRIGGER utterance_is_retracted_once BEFORE UPDATE ON utterance
WHEN OLD.retracted_at IS NOT NULL OR
  (NEW.serial, NEW.id, NEW.statement, NEW.command, NEW.recorded_at)
  IS NOT (OLD.serial, OLD.id, OLD.statement, OLD.command, OLD.recorded_at)
BEGIN SELECT RAISE(ABORT, 'utterance rows are retracted once, never changed'); END;
CREATE TRIGGER utterance_is_new BEFORE INSERT ON utterance
WHEN EXISTS (SELECT 1 FROM utterance WHERE serial = NEW.serial)
  OR EXISTS (SELECT 1 FROM utterance WHERE statement = NEW.statement AND retracted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'utterance rows are retracted, never replaced'); END;
CREATE TRIGGER utterance_has_a_statement BEFORE INSERT ON utterance
WHEN NEW.retracted_at IS NULL AND NOT EXISTS
  (SELECT 1 FROM statement WHERE id = NEW.statement AND retracted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'an utterance is reported by a statement that holds'); END;
