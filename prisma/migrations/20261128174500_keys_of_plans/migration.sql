-- The keys of a plan lie in a temporary table of its own connection.
DROP TABLE "bulk"."plan_key";
