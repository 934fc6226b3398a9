-- DuckDB, with credentials as in https://duckdb.org/docs/stable/core_extensions/httpfs/s3api
-- Times are instants. A day of publication is midnight in China: published AT TIME ZONE 'Asia/Shanghai'

-- The latest articles.
SELECT published, site_id, title, source, url
FROM delta_scan('s3://$bucket/tables/articles')
ORDER BY published DESC NULLS LAST
LIMIT 100;

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

-- The files of the current release: older ones stand beside them, and what isn't listed doesn't count.
SET VARIABLE files = (
  SELECT list('s3://$bucket/' || file.key)
  FROM (SELECT unnest(files) AS file FROM read_json('s3://$bucket/manifests/latest.json'))
  WHERE file.format = 'parquet'
);

-- One month of one region (GB/T 2260: the first two digits are the province), from the release.
SELECT published, site_id, title, text
FROM read_parquet(getvariable('files'))
WHERE region LIKE '11%'
  AND published >= TIMESTAMPTZ '2026-03-01 00:00:00+08'
  AND published < TIMESTAMPTZ '2026-04-01 00:00:00+08'
ORDER BY published;

-- A word in the texts of one month.
SELECT published, site_id, title
FROM read_parquet(getvariable('files'), hive_partitioning = true)
WHERE month = '2026-03' AND contains(text, '协商');

-- Which articles were changed by their publishers after they had appeared, and how.
SELECT article_id, revision, superseded_at, changes, title
FROM delta_scan('s3://$bucket/tables/article_revisions')
ORDER BY superseded_at DESC;

-- What the current release changed, article by article.
SET VARIABLE changes = (
  SELECT 's3://$bucket/' || changes.key
  FROM read_json('s3://$bucket/manifests/latest.json')
);
SELECT change, month, article_id, revision
FROM read_json(
  getvariable('changes'),
  format = 'newline_delimited',
  columns = {change: 'VARCHAR', month: 'VARCHAR', article_id: 'VARCHAR', revision: 'BIGINT'}
);
