-- The log as a person with psql wants to see it.

CREATE VIEW readable_event AS
SELECT e.position,
       e.recorded_at,
       s.category || '-' || s.name                  AS stream,
       e.version,
       e.type,
       e.schema_version,
       convert_from(e.payload, 'UTF8')::jsonb       AS payload,
       e.actor,
       e.event_id,
       e.correlation_id,
       e.causation_id
  FROM event e
  JOIN stream s ON s.id = e.stream_id;
