package dev.rastro.bank.server.codec;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.json.JsonEventCodec;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is stored stays readable, and is written the same for ever. A golden file is never edited: a
 * changed form is a new version with a new file, and an upcaster from the one before. New files are
 * written by {@code mvn verify -pl bank-server -am -Drastro.golden.write=true}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenEventsTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean WRITE = Boolean.getBoolean("rastro.golden.write");
    private static final BankCodecs CODECS = new BankCodecs();
    private static final UUID ID = new UUID(7, 7);
    private static final Metadata METADATA = new Metadata(ID, ID, "test");
    private static final Pattern FILE = Pattern.compile("(\\w+)\\.v(\\d+)(\\.\\w+)?\\.json");

    private record Form(String type, int version) {

        static Form of(String file) {
            var matcher = FILE.matcher(file);
            assertThat(matcher.matches()).as(file).isTrue();
            return new Form(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
    }

    @ParameterizedTest
    @MethodSource("currentFiles")
    void an_event_is_written_as_in_its_file(String file) throws IOException {
        var event = example(file);
        var form = Form.of(file);
        var written = encode(form.type(), event);
        if (WRITE && Files.notExists(FOLDER.resolve(file))) {
            Files.write(FOLDER.resolve(file), written.payload().bytes());
        }

        assertThat(new Form(written.type(), written.schemaVersion())).isEqualTo(form);
        assertThat(written.payload().text()).isEqualTo(Files.readString(FOLDER.resolve(file)));
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void a_file_is_read_as_its_event(String file) throws IOException {
        assertThat(decode(file, Files.readAllBytes(FOLDER.resolve(file)))).isEqualTo(example(file));
    }

    @Test
    void every_type_and_version_has_a_file() throws IOException {
        var forms = goldenFiles().stream().map(Form::of).collect(Collectors.toSet());

        types().forEach((type, current) -> {
            for (int version = 1; version <= current; version++) {
                assertThat(forms).contains(new Form(type, version));
            }
        });
    }

    @Test
    void every_file_has_a_registered_type_and_an_example() throws IOException {
        assertThat(goldenFiles()).isEqualTo(allFiles());
        for (var file : goldenFiles()) {
            assertThat(types()).containsKey(Form.of(file).type());
            assertThat(Form.of(file).version()).isLessThanOrEqualTo(current(file));
        }
    }

    /** The seed is printed with a failure: put it here to see the failure again. */
    @Test
    void garbage_is_either_an_event_or_refused() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (var file : goldenFiles()) {
            var type = example(file).getClass();
            byte[] valid = Files.readAllBytes(FOLDER.resolve(file));
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = valid.clone();
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                requireEventOrRefusal(
                        type, file, bytes, "%s, seed %d, case %d".formatted(file, seed, i));
            }
        }
    }

    private static void requireEventOrRefusal(
            Class<?> type, String file, byte[] bytes, String where) {
        try {
            assertThat(decode(file, bytes)).as(where).isInstanceOf(type);
        } catch (IllegalStateException e) {
            assertThat(e).as(where).hasMessageContaining(Form.of(file).type());
        } catch (RuntimeException e) {
            throw new AssertionError(where, e);
        }
    }

    static Set<String> allFiles() {
        return new TreeSet<>(Examples.byFile().keySet());
    }

    static Set<String> currentFiles() {
        return allFiles().stream()
                .filter(file -> Form.of(file).version() == current(file))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> goldenFiles() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static int current(String file) {
        return requireNonNull(types().get(Form.of(file).type()), file);
    }

    private static Map<String, Integer> types() {
        var types = new TreeMap<String, Integer>();
        CODECS.byCategory().values().forEach(entry -> types.putAll(entry.events().types()));
        return types;
    }

    private static Object example(String file) {
        return requireNonNull(Examples.byFile().get(file), file);
    }

    private static EventData encode(String type, Object event) {
        return codec(type).encode(event, ID, METADATA);
    }

    private static Object decode(String file, byte[] bytes) {
        var form = Form.of(file);
        return codec(form.type())
                .decode(
                        new EventData(
                                ID, form.type(), form.version(), Payload.of(bytes), METADATA));
    }

    @SuppressWarnings("unchecked") // The codec of a type takes that type's events.
    private static JsonEventCodec<Object> codec(String type) {
        return (JsonEventCodec<Object>)
                CODECS.byCategory().values().stream()
                        .map(BankCodecs.Entry::events)
                        .filter(codec -> codec.types().containsKey(type))
                        .findFirst()
                        .orElseThrow();
    }
}
