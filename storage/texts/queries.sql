-- DuckDB, with credentials as in https://duckdb.org/docs/stable/core_extensions/httpfs/s3api

-- The latest articles.
SELECT published, site_id, title, source, url
FROM delta_scan('s3://$bucket/tables/articles')
ORDER BY published DESC NULLS LAST
LIMIT 20;

-- How many articles came in which state.
SELECT poison.verdict AS verdict, poison.host AS host, count(*) AS articles
FROM delta_scan('s3://$bucket/tables/articles')
GROUP BY ALL
ORDER BY ALL;

-- What was mended most.
SELECT repair.kind AS kind, count(*) AS repairs
FROM (SELECT unnest(repairs) AS repair FROM delta_scan('s3://$bucket/tables/articles'))
GROUP BY ALL
ORDER BY repairs DESC;

-- What each run did on each site.
SELECT run_id, site_id, requests, articles, quarantined, rejected, failures
FROM delta_scan('s3://$bucket/tables/site_runs')
ORDER BY started_at DESC;
