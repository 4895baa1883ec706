package dev.rastro.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a power cut may do to the unpacked programs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BinariesTest {

    private static final int EVERY = 25;

    @TempDir static Path parent;
    private static Path programs;

    @BeforeAll
    static void unpack() throws IOException {
        programs = Binaries.unpackBelow(parent);
    }

    @Test
    void what_was_unpacked_is_not_unpacked_again() throws IOException {
        var before = Files.getLastModifiedTime(programs);

        assertThat(Binaries.unpackBelow(parent)).isEqualTo(programs);
        assertThat(Files.getLastModifiedTime(programs)).isEqualTo(before);
    }

    @Test
    void damage_to_any_file_is_seen() throws IOException {
        assertThat(Manifest.damage(programs)).isEmpty();
        for (Path file : sample()) {
            for (Damage damage : possible(file)) {
                assertThatItIsSeen(damage, file);
            }
        }
        assertThat(Manifest.damage(programs)).isEmpty();
    }

    private static void assertThatItIsSeen(Damage damage, Path file) throws IOException {
        var kept = Files.move(file, parent.resolve("kept"));
        try {
            damage.make(kept, file);
            assertThat(Manifest.damage(programs))
                    .as("%s of %s", damage, file)
                    .contains(programs.relativize(file).toString());
        } finally {
            Files.deleteIfExists(file);
            Files.move(kept, file);
        }
    }

    @Test
    void what_is_damaged_is_unpacked_again() throws IOException {
        var program = programs.resolve("bin/postgres");
        var content = Files.readAllBytes(program);
        Files.write(program, new byte[0]);
        Files.delete(programs.resolve("share/postgresql/postgres.bki"));

        assertThat(Binaries.unpackBelow(parent)).isEqualTo(programs);

        assertThat(program).hasBinaryContent(content).isExecutable();
        assertThat(Manifest.damage(programs)).isEmpty();
        try (var children = Files.list(parent)) {
            assertThat(children).as("the damaged ones are gone").containsExactly(programs);
        }
    }

    /** Links, programs and other files; the manifest itself, too. */
    private static List<Path> sample() throws IOException {
        try (var walk = Files.walk(programs)) {
            var all =
                    walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                            .sorted()
                            .toList();
            var some = new ArrayList<>(List.of(programs.resolve("manifest")));
            all.stream().filter(Files::isSymbolicLink).findFirst().ifPresent(some::add);
            for (int i = 0; i < all.size(); i += EVERY) {
                some.add(all.get(i));
            }
            return some.stream().distinct().toList();
        }
    }

    /** A link that leads nowhere is no file to be emptied. */
    private static List<Damage> possible(Path file) {
        if (Files.isSymbolicLink(file)) {
            return List.of(Damage.REMOVED, Damage.REPLACED);
        }
        return file.endsWith("manifest")
                ? List.of(Damage.REMOVED, Damage.REPLACED, Damage.CUT, Damage.ZEROED)
                : List.of(Damage.values());
    }

    private enum Damage {
        REMOVED,
        REPLACED,
        CUT,
        ZEROED,
        OF_ANOTHER_MODE;

        void make(Path whole, Path file) throws IOException {
            switch (this) {
                case REMOVED -> {}
                case REPLACED -> Files.createFile(file);
                case CUT -> {
                    var bytes = Files.readAllBytes(whole);
                    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                }
                case ZEROED -> Files.write(file, new byte[(int) Files.size(whole)]);
                case OF_ANOTHER_MODE -> {
                    Files.copy(whole, file);
                    var mode = Files.isExecutable(whole) ? "rw-r--r--" : "rwxr-xr-x";
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
                }
            }
        }
    }
}
