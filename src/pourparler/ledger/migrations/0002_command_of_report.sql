-- Version 2: who read a report last is found without passing over the log.

CREATE INDEX command_of_report ON command (json_extract(arguments, '$.report'));
