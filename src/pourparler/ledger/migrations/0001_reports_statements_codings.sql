-- Version 1: the case, its reports, statements and codings, and the log of commands.
-- Comments inside a CREATE are kept in the file and show in any SQLite browser.

PRAGMA application_id = 1886352754;  -- 'pour' in ASCII

CREATE TABLE about (  -- what this file is
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO about (key, value) VALUES
  ('file', 'The ledger of a pourparler case: who said what on which issue, when, in which report.'),
  ('program', 'pourparler, an open workbench for peace negotiations. Let it do the writing; reading with any SQLite program is safe.'),
  ('rule', 'Rows are appended and, at most once, retracted (retracted_at, retracted_by). Nothing else is ever changed or deleted; triggers refuse it. What holds today is every row whose retracted_at is empty.'),
  ('replay', 'What held at instant T: recorded_at <= T and (retracted_at is empty or retracted_at > T).'),
  ('case', 'The actors, issues and options are in case.yaml beside this file; case_version keeps every version that was used.'),
  ('report', 'One dated document. id is the first 12 hex digits of the sha256 of its text.'),
  ('statement', 'A span of a report in which somebody says, thinks, wants or does something. start, end and spans count code points of report.text.'),
  ('statement_actor', 'Which actors a statement belongs to, for queries; the statement row lists them in order.'),
  ('coding', 'One interpretation of a statement: issue, from_option to to_option, modality; about is whose position it is, if not the speaker''s. In order of id.'),
  ('command', 'The ordered log of what people and readers did. Every other row belongs to a command. A coder named machine or machine:NAME is a program, any other is a person.'),
  ('times', 'Columns ending in _at are UTC instants; reported_on, said_first and said_last are calendar dates as printed; said_on is EDTF.'),
  ('search', 'report_search and statement_search are full-text indexes, with a row for retracted rows too.');

CREATE TABLE command (    -- the ordered log of what people and readers did
  id             TEXT PRIMARY KEY CHECK (length(id) = 26),  -- ULID, in the order of the log
  recorded_at    TEXT NOT NULL,  -- UTC instant; never falls along the log
  coder          TEXT NOT NULL,  -- 'machine', 'machine:NAME' or a person
  name           TEXT NOT NULL,  -- what was done, for example record_reading
  arguments      TEXT NOT NULL,  -- JSON; ids only, no text of reports
  reader_version TEXT            -- which reader, when a machine read
) WITHOUT ROWID;

CREATE TABLE case_version (  -- every version of case.yaml that was used
  digest      TEXT PRIMARY KEY,  -- sha256 of text
  text        TEXT NOT NULL,     -- case.yaml, YAML 1.2
  command     TEXT NOT NULL REFERENCES command (id),
  recorded_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE report (     -- one dated document
  serial       INTEGER PRIMARY KEY CHECK (serial > 0),  -- place in this file, not an identity
  id           TEXT NOT NULL,     -- first 12 hex digits of the sha256 of text
  sha256       TEXT NOT NULL,     -- of raw
  encoding     TEXT NOT NULL,     -- of raw
  reported_on  TEXT NOT NULL,     -- calendar date
  title        TEXT NOT NULL,
  body_start   INTEGER NOT NULL,  -- code points of header lines before the body
  publisher    TEXT,
  author       TEXT,
  url          TEXT,
  retrieved_at TEXT,
  language     TEXT NOT NULL,
  translation  TEXT NOT NULL,     -- none, official, agency, machine, own
  kind         TEXT NOT NULL,     -- news, communique, transcript, interview, note
  licence      TEXT,
  handling     TEXT NOT NULL,     -- public, internal, confidential
  path         TEXT,
  duplicate_of TEXT,              -- report.id of the earlier report this nearly copies
  command      TEXT NOT NULL REFERENCES command (id),
  recorded_at  TEXT NOT NULL,
  retracted_at TEXT CHECK (retracted_at >= recorded_at),
  retracted_by TEXT REFERENCES command (id),
  text         TEXT NOT NULL,     -- what offsets count in, header lines included
  raw          BLOB NOT NULL,     -- the bytes as given; last, so that no query has to pass over it
  CHECK ((retracted_at IS NULL) = (retracted_by IS NULL))
);
CREATE UNIQUE INDEX report_living ON report (id) WHERE retracted_at IS NULL;
CREATE INDEX report_by_id ON report (id);
CREATE INDEX report_in_order ON report (reported_on, id);

CREATE TABLE statement (  -- a span of a report in which somebody says, thinks, wants or does something
  serial       INTEGER PRIMARY KEY CHECK (serial > 0),  -- place in this file, not an identity
  id           TEXT NOT NULL,     -- 12 hex digits of the sha256 of report, spans and actors
  report       TEXT NOT NULL,     -- report.id; reported_on and handling stand there
  start        INTEGER NOT NULL,  -- first code point of its spans
  "end"        INTEGER NOT NULL,  -- after the last code point of its spans
  spans        TEXT NOT NULL,     -- JSON {"source": [[start, end]], "cue": ..., "content": ...}
  source       TEXT NOT NULL,     -- the words that name who speaks
  cue          TEXT NOT NULL,     -- the words that say it is said
  content      TEXT NOT NULL,     -- the words that say what
  context      TEXT NOT NULL,     -- heading or sentence it stands under
  actors       TEXT NOT NULL,     -- JSON list of actor ids, first one first
  speaker      TEXT,              -- the person, if one is named
  attribution  TEXT NOT NULL,     -- deed, anonymous, direct, mixed, indirect
  force        TEXT NOT NULL,     -- wish, demand, red_line, offer, acceptance, refusal, threat, promise, deed, description
  said_on      TEXT NOT NULL,     -- EDTF
  said_first   TEXT,              -- earliest day; empty: the beginning is open
  said_last    TEXT NOT NULL,     -- latest day
  said_rule    TEXT NOT NULL,     -- the rule that dated it
  audience     TEXT,
  hedged       INTEGER NOT NULL,
  negated      INTEGER NOT NULL,
  conditional  INTEGER NOT NULL,
  language     TEXT NOT NULL,
  confidence   REAL NOT NULL,     -- between 0 and 1
  reviewed     INTEGER NOT NULL,  -- 1: a person has looked at it
  rules        TEXT NOT NULL,     -- JSON list of [field, rule that filled it]
  command      TEXT NOT NULL REFERENCES command (id),
  recorded_at  TEXT NOT NULL,
  retracted_at TEXT CHECK (retracted_at >= recorded_at),
  retracted_by TEXT REFERENCES command (id),
  CHECK ((retracted_at IS NULL) = (retracted_by IS NULL))
);
CREATE UNIQUE INDEX statement_living ON statement (id) WHERE retracted_at IS NULL;
CREATE INDEX statement_of_report ON statement (report, start, "end", id);
CREATE INDEX statement_by_said ON statement (said_last);

CREATE TABLE statement_actor (  -- which actors a statement belongs to
  actor            TEXT NOT NULL,
  statement_serial INTEGER NOT NULL REFERENCES statement (serial),
  PRIMARY KEY (actor, statement_serial)
) WITHOUT ROWID;

CREATE TABLE coding (     -- one interpretation of a statement
  id           TEXT PRIMARY KEY CHECK (length(id) = 26),  -- ULID; a statement's codings stand in this order
  statement    TEXT NOT NULL,     -- statement.id
  issue        TEXT NOT NULL,
  from_option  TEXT,
  to_option    TEXT,
  modality     TEXT NOT NULL,     -- supports, opposes, conditional, ambiguous, declined
  about        TEXT,              -- actor whose position it is, if not the speaker's
  probability  REAL NOT NULL,     -- between 0 and 1: that this issue and these options are right
  coder        TEXT NOT NULL,
  wording      TEXT NOT NULL,     -- digest of the issue's wording when it was coded
  rule         TEXT NOT NULL,     -- the rule that coded it, or empty
  command      TEXT NOT NULL REFERENCES command (id),
  recorded_at  TEXT NOT NULL,
  retracted_at TEXT CHECK (retracted_at >= recorded_at),
  retracted_by TEXT REFERENCES command (id),
  CHECK ((retracted_at IS NULL) = (retracted_by IS NULL))
) WITHOUT ROWID;
CREATE INDEX coding_of_statement ON coding (statement, issue);
CREATE INDEX coding_by_issue ON coding (issue, statement);

-- Full-text search. The index holds no text of its own: it points into the tables.

CREATE VIRTUAL TABLE report_search USING fts5 (
  title, text, content = 'report', content_rowid = 'serial',
  columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_is_indexed AFTER INSERT ON report BEGIN
  INSERT INTO report_search (rowid, title, text) VALUES (NEW.serial, NEW.title, NEW.text);
END;

CREATE VIRTUAL TABLE statement_search USING fts5 (
  content, context, content = 'statement', content_rowid = 'serial',
  columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER statement_is_indexed AFTER INSERT ON statement BEGIN
  INSERT INTO statement_search (rowid, content, context)
  VALUES (NEW.serial, NEW.content, NEW.context);
END;

-- Append and retract. INSERT is watched too, because INSERT OR REPLACE would delete.

CREATE TRIGGER command_is_kept BEFORE DELETE ON command
BEGIN SELECT RAISE(ABORT, 'command rows are never deleted'); END;
CREATE TRIGGER command_is_fixed BEFORE UPDATE ON command
BEGIN SELECT RAISE(ABORT, 'command rows are never changed'); END;
CREATE TRIGGER command_is_new BEFORE INSERT ON command
WHEN EXISTS (SELECT 1 FROM command WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'command rows are never replaced'); END;

CREATE TRIGGER case_version_is_kept BEFORE DELETE ON case_version
BEGIN SELECT RAISE(ABORT, 'case_version rows are never deleted'); END;
CREATE TRIGGER case_version_is_fixed BEFORE UPDATE ON case_version
BEGIN SELECT RAISE(ABORT, 'case_version rows are never changed'); END;
CREATE TRIGGER case_version_is_new BEFORE INSERT ON case_version
WHEN EXISTS (SELECT 1 FROM case_version WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'case_version rows are never replaced'); END;

CREATE TRIGGER report_is_kept BEFORE DELETE ON report
BEGIN SELECT RAISE(ABORT, 'report rows are retracted, never deleted'); END;
CREATE TRIGGER report_is_retracted_once BEFORE UPDATE ON report
WHEN OLD.retracted_at IS NOT NULL OR
  (NEW.serial, NEW.id, NEW.text, NEW.raw, NEW.sha256, NEW.encoding, NEW.reported_on,
   NEW.title, NEW.body_start, NEW.publisher, NEW.author, NEW.url, NEW.retrieved_at,
   NEW.language, NEW.translation, NEW.kind, NEW.licence, NEW.handling, NEW.path,
   NEW.duplicate_of, NEW.command, NEW.recorded_at)
  IS NOT
  (OLD.serial, OLD.id, OLD.text, OLD.raw, OLD.sha256, OLD.encoding, OLD.reported_on,
   OLD.title, OLD.body_start, OLD.publisher, OLD.author, OLD.url, OLD.retrieved_at,
   OLD.language, OLD.translation, OLD.kind, OLD.licence, OLD.handling, OLD.path,
   OLD.duplicate_of, OLD.command, OLD.recorded_at)
BEGIN SELECT RAISE(ABORT, 'report rows are retracted once, never changed'); END;
CREATE TRIGGER report_is_new BEFORE INSERT ON report
WHEN EXISTS (SELECT 1 FROM report WHERE serial = NEW.serial)
  OR EXISTS (SELECT 1 FROM report WHERE id = NEW.id AND retracted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'report rows are retracted, never replaced'); END;

CREATE TRIGGER statement_is_kept BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'statement rows are retracted, never deleted'); END;
CREATE TRIGGER statement_is_retracted_once BEFORE UPDATE ON statement
WHEN OLD.retracted_at IS NOT NULL OR
  (NEW.serial, NEW.id, NEW.report, NEW.start, NEW."end", NEW.spans,
   NEW.source, NEW.cue, NEW.content, NEW.context, NEW.actors, NEW.speaker,
   NEW.attribution, NEW.force, NEW.said_on, NEW.said_first, NEW.said_last, NEW.said_rule,
   NEW.audience, NEW.hedged, NEW.negated, NEW.conditional, NEW.language,
   NEW.confidence, NEW.reviewed, NEW.rules, NEW.command, NEW.recorded_at)
  IS NOT
  (OLD.serial, OLD.id, OLD.report, OLD.start, OLD."end", OLD.spans,
   OLD.source, OLD.cue, OLD.content, OLD.context, OLD.actors, OLD.speaker,
   OLD.attribution, OLD.force, OLD.said_on, OLD.said_first, OLD.said_last, OLD.said_rule,
   OLD.audience, OLD.hedged, OLD.negated, OLD.conditional, OLD.language,
   OLD.confidence, OLD.reviewed, OLD.rules, OLD.command, OLD.recorded_at)
BEGIN SELECT RAISE(ABORT, 'statement rows are retracted once, never changed'); END;
CREATE TRIGGER statement_is_new BEFORE INSERT ON statement
WHEN EXISTS (SELECT 1 FROM statement WHERE serial = NEW.serial)
  OR EXISTS (SELECT 1 FROM statement WHERE id = NEW.id AND retracted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'statement rows are retracted, never replaced'); END;
CREATE TRIGGER statement_has_a_report BEFORE INSERT ON statement
WHEN NEW.retracted_at IS NULL AND NOT EXISTS
  (SELECT 1 FROM report WHERE id = NEW.report AND retracted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'a statement belongs to a report that holds'); END;

CREATE TRIGGER statement_actor_is_kept BEFORE DELETE ON statement_actor
BEGIN SELECT RAISE(ABORT, 'statement_actor rows are never deleted'); END;
CREATE TRIGGER statement_actor_is_fixed BEFORE UPDATE ON statement_actor
BEGIN SELECT RAISE(ABORT, 'statement_actor rows are never changed'); END;

CREATE TRIGGER coding_is_kept BEFORE DELETE ON coding
BEGIN SELECT RAISE(ABORT, 'coding rows are retracted, never deleted'); END;
CREATE TRIGGER coding_is_retracted_once BEFORE UPDATE ON coding
WHEN OLD.retracted_at IS NOT NULL OR
  (NEW.id, NEW.statement, NEW.issue, NEW.from_option, NEW.to_option, NEW.modality,
   NEW.about, NEW.probability, NEW.coder, NEW.wording, NEW.rule, NEW.command,
   NEW.recorded_at)
  IS NOT
  (OLD.id, OLD.statement, OLD.issue, OLD.from_option, OLD.to_option, OLD.modality,
   OLD.about, OLD.probability, OLD.coder, OLD.wording, OLD.rule, OLD.command,
   OLD.recorded_at)
BEGIN SELECT RAISE(ABORT, 'coding rows are retracted once, never changed'); END;
CREATE TRIGGER coding_is_new BEFORE INSERT ON coding
WHEN EXISTS (SELECT 1 FROM coding WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'coding rows are retracted, never replaced'); END;
CREATE TRIGGER coding_has_a_statement BEFORE INSERT ON coding
WHEN NEW.retracted_at IS NULL AND NOT EXISTS
  (SELECT 1 FROM statement WHERE id = NEW.statement AND retracted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'a coding belongs to a statement that holds'); END;
