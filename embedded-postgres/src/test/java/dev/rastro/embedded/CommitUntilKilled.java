package dev.rastro.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A process that commits one row after the other and says so, until somebody kills it. */
final class CommitUntilKilled {

    private CommitUntilKilled() {}

    public static void main(String[] arguments) throws SQLException {
        var database = EmbeddedDatabase.start(Path.of(arguments[0]));
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS row (number int)");
            for (int number = 1; number > 0; number++) {
                statement.execute("INSERT INTO row VALUES (" + number + ")");
                System.out.println("committed " + number);
            }
        }
    }
}
