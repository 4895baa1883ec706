package dev.rastro.embedded;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** PostgreSQL's programs, unpacked once from the class path. */
final class Binaries {

    private static final Logger LOG = System.getLogger(Binaries.class.getName());
    private static final int OWNER_EXECUTES = 0100;

    private Binaries() {}

    /**
     * The folder named after the archive's content, so that an upgrade unpacks anew; and so does
     * damage, as a power cut leaves where files were not forced to the disk.
     */
    static Path unpackBelow(Path parent) throws IOException {
        var target = parent.resolve(fingerprint());
        if (DurableFiles.isThere(target)) {
            var damage = Manifest.damage(target);
            if (damage.isEmpty()) {
                return target;
            }
            LOG.log(
                    Level.WARNING,
                    "Unpacking PostgreSQL again: {0} in {1} is damaged",
                    damage.get(),
                    target);
            DurableFiles.discard(target);
        }
        DurableFiles.createDirectories(parent);
        DurableFiles.deleteLeftovers(parent);
        var unfinished = DurableFiles.createUnfinished(parent);
        try (var archive = archive();
                var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            unpack(tar, unfinished);
        }
        Manifest.write(unfinished);
        DurableFiles.forceAll(unfinished);
        DurableFiles.rename(unfinished, target);
        return target;
    }

    private static void unpack(TarArchiveInputStream tar, Path folder) throws IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("outside of the archive's folder: " + entry.getName());
            }
            unpack(tar, entry, target);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_EXECUTES) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String fingerprint() throws IOException {
        try (var archive = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
            archive.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(archive.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static InputStream archive() {
        var name = "/postgres-%s-%s.txz".formatted(system(), machine());
        var archive = Binaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new DatabaseException(
                    "There is no embedded PostgreSQL for this platform (%s, %s); give the URL of a database instead."
                            .formatted(
                                    System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        return new BufferedInputStream(archive, 1 << 16);
    }

    private static String system() {
        var name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String machine() {
        var name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
