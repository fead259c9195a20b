-- Version 2: indexes, so that one more report and one more answer cost the same in any ledger.

-- Who read a report last is found without passing over the log.
CREATE INDEX command_of_report ON command (json_extract(arguments, '$.report'));

-- New codings of an issue stand at its end. Ordered by statement, each would touch a page.
DROP INDEX coding_by_issue;
CREATE INDEX coding_by_issue ON coding (issue);

-- What was said before a day is left out without looking at the statement.
DROP INDEX statement_by_said;
CREATE INDEX statement_by_said ON statement (said_last, said_first);
