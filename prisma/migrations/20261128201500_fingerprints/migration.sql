-- Of the cells that an accepted payload was made of, with all that made it of them: rows whose fingerprint is the same
-- needn't be mapped to know that their payload is. Null until it is known, and where a record was only met.
ALTER TABLE "bulk"."row_state" ADD COLUMN "cells" BIGINT;
