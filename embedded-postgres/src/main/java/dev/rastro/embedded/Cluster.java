package dev.rastro.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of one PostgreSQL: its data, and the password of their owner. */
final class Cluster {

    static final String OWNER = "postgres";

    private static final Logger LOG = System.getLogger(Cluster.class.getName());
    private static final int PASSWORD_BYTES = 24;
    private static final Pattern PASSWORD = Pattern.compile("[0-9a-f]{48}");

    private final Programs programs;
    private final int version;
    private final Path data;
    private final Path passwordFile;

    /** Of the programs' major version: a newer one cannot read an older one's files. */
    Cluster(Path directory, Programs programs) {
        this.programs = programs;
        this.version = majorVersion(programs);
        this.data = directory.resolve("postgres-" + version);
        this.passwordFile = directory.resolve("postgres-" + version + ".password");
    }

    private static int majorVersion(Programs programs) {
        var output = programs.run("postgres", List.of("--version"));
        var version = Pattern.compile("\\) (\\d+)").matcher(output);
        if (!version.find()) {
            throw new DatabaseException("Not a PostgreSQL version: " + output.strip());
        }
        return Integer.parseInt(version.group(1));
    }

    Path data() {
        return data;
    }

    /**
     * Makes what is missing.
     *
     * @return the password of {@link #OWNER}: everybody on this machine reaches the loopback
     *     address, but only we may read the file
     */
    String open() throws IOException {
        var known = knownPassword();
        if (Files.exists(data)) {
            return known.isPresent() ? known.get() : replacePassword();
        }
        var password = known.orElseGet(Cluster::newPassword);
        if (known.isEmpty()) {
            DurableFiles.write(passwordFile, password);
        }
        initialize();
        return password;
    }

    private Optional<String> knownPassword() throws IOException {
        return Files.exists(passwordFile)
                ? Optional.of(Files.readString(passwordFile)).filter(PASSWORD.asMatchPredicate())
                : Optional.empty();
    }

    private static String newPassword() {
        var secret = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Whoever can read and write the data needs no password to give it another one. */
    private String replacePassword() throws IOException {
        LOG.log(Level.WARNING, "Setting a new password: {0} is missing or damaged", passwordFile);
        var password = newPassword();
        var arguments = new ArrayList<>(List.of("--single", "-D", data.toString()));
        Postmaster.DURABLE.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        arguments.add("postgres");
        var said =
                programs.run(
                        "postgres",
                        arguments,
                        "ALTER ROLE %s PASSWORD '%s'\n".formatted(OWNER, password));
        if (said.contains("ERROR:")) {
            throw new DatabaseException("The database takes no new password: " + said.strip());
        }
        DurableFiles.write(passwordFile, password);
        return password;
    }

    private void initialize() throws IOException {
        var parent = Optional.ofNullable(data.getParent()).orElseThrow();
        DurableFiles.deleteLeftovers(parent);
        var unfinished = DurableFiles.createUnfinished(parent);
        var arguments = new ArrayList<>(List.of("-D", unfinished.toString(), "-U", OWNER));
        arguments.addAll(List.of("-A", "scram-sha-256", "--pwfile", passwordFile.toString()));
        arguments.addAll(List.of("-E", "UTF8", "--no-locale", "--data-checksums"));
        if (version >= 17) {
            // The operating system's order of characters changes with its updates; this never does.
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        programs.run("initdb", arguments);
        DurableFiles.rename(unfinished, data);
    }
}
