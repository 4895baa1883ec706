package dev.rastro.benchmarks;

import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.postgresql.util.DriverInfo;

import java.util.LinkedHashMap;
import java.util.Map;

/** Of the libraries that are measured or measured through, as their jars say. */
final class Versions {

    private Versions() {}

    static Map<String, String> read() {
        var versions = new LinkedHashMap<String, String>();
        versions.put("pgjdbc", DriverInfo.DRIVER_VERSION);
        versions.put("Axon", versionOf(JdbcEventStorageEngine.class));
        versions.put("Pekko", versionOf(EventSourcedBehavior.class));
        versions.put("Pekko persistence JDBC", versionOf(JdbcReadJournal.class));
        versions.put("Slick", versionOf(slick.jdbc.PostgresProfile.class));
        return versions;
    }

    private static String versionOf(Class<?> type) {
        var version = type.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
