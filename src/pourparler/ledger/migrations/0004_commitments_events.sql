-- Version 4: commitments and events, told in several places of several reports.

CREATE TABLE commitment (  -- that a report tells of a threat or promise, or of its fate
  serial        INTEGER PRIMARY KEY CHECK (serial > 0),     -- place in this file, not an identity
  id            TEXT NOT NULL CHECK (length(id) = 26),      -- ULID; rows with the same one tell of one commitment
  report        TEXT NOT NULL,                              -- report.id
  statement     TEXT,                                       -- statement.id that tells it; empty: the report does so itself
  start         INTEGER NOT NULL,                           -- first code point of what is told
  "end"         INTEGER NOT NULL,                           -- after the last one
  telling       TEXT NOT NULL,                              -- made, carried_out, dropped, on_hold, lapsed
  kind          TEXT NOT NULL,                              -- threat, promise
  actors        TEXT NOT NULL,                              -- JSON list of actor ids: whose it is
  what          TEXT NOT NULL,                              -- JSON [[start, end]]: what is threatened, promised or done
  condition     TEXT NOT NULL,                              -- JSON [[start, end]]: what it depends on; empty list: nothing told
  deadline      TEXT,                                       -- EDTF; empty: none told
  deadline_last TEXT,                                       -- last day that it allows
  told_on       TEXT NOT NULL,                              -- EDTF: when it was made or met its fate
  told_first    TEXT,                                       -- earliest day; empty: the beginning is open
  told_last     TEXT NOT NULL,                              -- latest day
  rule          TEXT NOT NULL,                              -- the rule that found it
  command       TEXT NOT NULL REFERENCES command (id),
  recorded_at   TEXT NOT NULL,
  retracted_at  TEXT CHECK (retracted_at >= recorded_at),
  retracted_by  TEXT REFERENCES command (id),
  CHECK ((retracted_at IS NULL) = (retracted_by IS NULL))
);
CREATE INDEX commitment_by_id ON commitment (id);
CREATE INDEX commitment_of_report ON commitment (report);

CREATE TRIGGER commitment_is_kept BEFORE DELETE ON commitment
BEGIN SELECT RAISE(ABORT, 'commitment rows are retracted, never deleted'); END;
CREATE TRIGGER commitment_is_retracted_once BEFORE UPDATE ON commitment
WHEN OLD.retracted_at IS NOT NULL OR
  (NEW.serial, NEW.id, NEW.report, NEW.statement, NEW.start, NEW."end", NEW.telling,
   NEW.kind, NEW.actors, NEW.what, NEW.condition, NEW.deadline, NEW.deadline_last,
   NEW.told_on, NEW.told_first, NEW.told_last, NEW.rule, NEW.command, NEW.recorded_at)
  IS NOT
  (OLD.serial, OLD.id, OLD.report, OLD.statement, OLD.start, OLD."end", OLD.telling,
   OLD.kind, OLD.actors, OLD.what, OLD.condition, OLD.deadline, OLD.deadline_last,
   OLD.told_on, OLD.told_first, OLD.told_last, OLD.rule, OLD.command, OLD.recorded_at)
BEGIN SELECT RAISE(ABORT, 'commitment rows are retracted once, never changed'); END;
CREATE TRIGGER commitment_is_new BEFORE INSERT ON commitment
WHEN EXISTS (SELECT 1 FROM commitment WHERE serial = NEW.serial)
BEGIN SELECT RAISE(ABORT, 'commitment rows are retracted, never replaced'); END;
CREATE TRIGGER commitment_has_a_report BEFORE INSERT ON commitment
WHEN NEW.retracted_at IS NULL AND NOT EXISTS
  (SELECT 1 FROM report WHERE id = NEW.report AND retracted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'a commitment is told by a report that holds'); END;

CREATE TABLE event (  -- that a report tells of a meeting, call, summit, talks or visit
  serial        INTEGER PRIMARY KEY CHECK (serial > 0),     -- place in this file, not an identity
  id            TEXT NOT NULL CHECK (length(id) = 26),      -- ULID; rows with the same one tell of one event
  report        TEXT NOT NULL,                              -- report.id
  start         INTEGER NOT NULL,                           -- first code point of what is told
  "end"         INTEGER NOT NULL,                           -- after the last one
  kind          TEXT NOT NULL,                              -- meeting, call, summit, talks, visit
  status        TEXT NOT NULL,                              -- held, planned
  actors        TEXT NOT NULL,                              -- JSON list of actor ids: who took part
  people        TEXT NOT NULL,                              -- JSON list of names: people who took part
  place         TEXT NOT NULL,                              -- JSON [[start, end]]; empty list: none told
  held_on       TEXT NOT NULL,                              -- EDTF
  held_first    TEXT,                                       -- earliest day; empty: the beginning is open
  held_last     TEXT NOT NULL,                              -- latest day
  statements    TEXT NOT NULL,                              -- JSON list of [statement.id, at, after or before]
  rule          TEXT NOT NULL,                              -- the rule that found it
  command       TEXT NOT NULL REFERENCES command (id),
  recorded_at   TEXT NOT NULL,
  retracted_at  TEXT CHECK (retracted_at >= recorded_at),
  retracted_by  TEXT REFERENCES command (id),
  CHECK ((retracted_at IS NULL) = (retracted_by IS NULL))
);
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_of_report ON event (report);

CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event rows are retracted, never deleted'); END;
CREATE TRIGGER event_is_retracted_once BEFORE UPDATE ON event
WHEN OLD.retracted_at IS NOT NULL OR
  (NEW.serial, NEW.id, NEW.report, NEW.start, NEW."end", NEW.kind, NEW.status, NEW.actors,
   NEW.people, NEW.place, NEW.held_on, NEW.held_first, NEW.held_last, NEW.statements,
   NEW.rule, NEW.command, NEW.recorded_at)
  IS NOT
  (OLD.serial, OLD.id, OLD.report, OLD.start, OLD."end", OLD.kind, OLD.status, OLD.actors,
   OLD.people, OLD.place, OLD.held_on, OLD.held_first, OLD.held_last, OLD.statements,
   OLD.rule, OLD.command, OLD.recorded_at)
BEGIN SELECT RAISE(ABORT, 'event rows are retracted once, never changed'); END;
CREATE TRIGGER event_is_new BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE serial = NEW.serial)
BEGIN SELECT RAISE(ABORT, 'event rows are retracted, never replaced'); END;
CREATE TRIGGER event_has_a_report BEFORE INSERT ON event
WHEN NEW.retracted_at IS NULL AND NOT EXISTS
  (SELECT 1 FROM report WHERE id = NEW.report AND retracted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'an event is told by a report that holds'); END;

INSERT INTO about (key, value) VALUES
  ('commitment', 'A threat or promise: rows with the same id tell of one, from when it was made to what became of it. Offsets count in the text of the report.'),
  ('event', 'A meeting, call, summit, talks or visit: rows with the same id tell of one, and which statements were made there.');
