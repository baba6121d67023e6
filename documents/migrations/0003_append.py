"""The function that appends to the update log: one round trip for a whole transaction."""

from django.db import migrations

APPEND = """
CREATE FUNCTION documents_append(
    documents uuid[], counts bigint[], versions bigint[],
    homes uuid[], places bigint[],
    authors bigint[], author_versions bigint[], names text[], updates bytea[]
) RETURNS TABLE (document uuid, base bigint) LANGUAGE plpgsql AS $$
BEGIN
    -- Each statement sees what was committed before it: what is read below is what was locked here.
    PERFORM FROM documents_document AS d WHERE d.id = ANY(documents) ORDER BY d.id FOR UPDATE;
    PERFORM FROM documents_user AS u WHERE u.id = ANY(authors) ORDER BY u.id FOR SHARE;
    RETURN QUERY WITH given AS (
        SELECT * FROM unnest(homes, places, authors, author_versions, names, updates)
            AS g (home, place, author, access_version, name, data)
    ), outdated AS (
        SELECT g.home FROM given AS g
        LEFT JOIN documents_user AS u
            ON u.id = g.author AND u.is_active AND u.access_version = g.access_version
        WHERE g.author IS NOT NULL AND u.id IS NULL
    ), heads AS (
        UPDATE documents_document AS d
        SET head_seq = d.head_seq + p.count, edited_at = now()
        FROM unnest(documents, counts, versions) AS p (id, count, access_version)
        WHERE d.id = p.id AND d.access_version = p.access_version
            AND d.id NOT IN (SELECT o.home FROM outdated AS o)
        RETURNING d.id, d.head_seq - p.count AS base
    ), rows AS (
        INSERT INTO documents_update (document_id, seq, author_id, author_name, data)
        SELECT h.id, h.base + g.place, g.author, g.name, g.data
        FROM given AS g JOIN heads AS h ON h.id = g.home
    )
    SELECT h.id, h.base FROM heads AS h;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_user_access_version"),
    ]

    operations = [
        migrations.RunSQL(APPEND, "DROP FUNCTION documents_append"),
    ]
