package dev.rastro.bank.server.database;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The programs of PostgreSQL, unpacked from the class path once per user. */
record PostgresBinaries(Path directory) {

    private static final int DIGEST_LENGTH = 12;

    /** Unpacks below {@code cache}, unless an earlier start did. */
    static PostgresBinaries unpackedBelow(Path cache) {
        String archive = archive();
        try {
            Path target = cache.resolve("postgresql-" + digest(archive));
            if (!Files.exists(target)) {
                unpack(archive, target);
            }
            return new PostgresBinaries(target);
        } catch (IOException e) {
            throw new DatabaseStartException("cannot unpack PostgreSQL below " + cache, e);
        }
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /** Into a folder of its own that then gets its name, so that half of it is never used. */
    private static void unpack(String archive, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path partial = Files.createTempDirectory(target.getParent(), "unpacking-");
        try (var tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, partial);
            }
        }
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(target)) {
                throw e;
            }
            // Somebody else was faster.
            FileTree.delete(partial);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root)
            throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, root.resolve(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            if (!file.toFile().setExecutable((entry.getMode() & 0100) != 0, false)) {
                throw new IOException("cannot set the mode of " + file);
            }
        }
    }

    private static String digest(String archive) throws IOException {
        try (var in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            String hex = HexFormat.of().formatHex(in.getMessageDigest().digest());
            return hex.substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static InputStream open(String archive) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive);
        if (in == null) {
            throw new DatabaseStartException(
                    "there is no PostgreSQL for this platform (%s): use --database-url"
                            .formatted(archive));
        }
        return new BufferedInputStream(in);
    }

    private static String archive() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean mac = os.startsWith("mac");
        String machine =
                switch (arch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> arch;
                };
        return "postgres-%s-%s.txz".formatted(mac ? "darwin" : "linux", machine);
    }
}
