-- What readers see. The views in here, and the tables behind them, are made by the projections, and
-- belong to the application: it may throw them away and make them again.

GRANT USAGE, CREATE ON SCHEMA bank TO rastro_app;
