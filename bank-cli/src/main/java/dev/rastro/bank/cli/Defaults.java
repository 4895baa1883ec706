package dev.rastro.bank.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where an option that is not on the command line comes from: the environment ({@code --data} is
 * {@code RASTRO_DATA}), then the file named by {@code --config} ({@code data = …}).
 */
final class Defaults implements CommandLine.IDefaultValueProvider {

    private static final String PREFIX = "RASTRO_";

    /** The launcher's own. */
    private static final String JAVA_HOME = "RASTRO_JAVA_HOME";

    private final CommandSpec spec;
    private final Map<String, String> environment;
    private final Properties file;

    private Defaults(CommandSpec spec, Map<String, String> environment, Properties file) {
        this.spec = spec;
        this.environment = environment;
        this.file = file;
    }

    /**
     * Reads the file, if there is one.
     *
     * @throws ParameterException if it cannot be read, or it or the environment names an unknown
     *     option
     */
    static Defaults of(
            CommandSpec spec, Map<String, String> environment, @Nullable Path configFile) {
        var file = configFile == null ? new Properties() : read(spec, configFile);
        var defaults = new Defaults(spec, environment, file);
        for (var key : file.stringPropertyNames()) {
            if (!defaults.isKnown("--" + key) || key.equals("config")) {
                throw new ParameterException(
                        spec.commandLine(), "%s: unknown option '%s'".formatted(configFile, key));
            }
        }
        var unknown =
                environment.keySet().stream()
                        .filter(name -> name.startsWith(PREFIX) && !name.equals(JAVA_HOME))
                        .filter(name -> !defaults.isKnown(option(name)))
                        .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "unknown in the environment: " + unknown);
        }
        return defaults;
    }

    private static Properties read(CommandSpec spec, Path file) {
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "cannot read the configuration %s: %s".formatted(file, reason(e)));
        }
    }

    private static @Nullable String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "permission denied";
            case CharacterCodingException other -> "it is not UTF-8";
            default -> e.getMessage();
        };
    }

    private boolean isKnown(String name) {
        var option = spec.findOption(name);
        return option != null && !option.usageHelp() && !option.versionHelp();
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        var name = option.longestName();
        var value = environment.get(variable(name));
        return value != null ? value : file.getProperty(name.substring(2));
    }

    private static String variable(String option) {
        return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String option(String variable) {
        return "--"
                + variable.substring(PREFIX.length()).replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
