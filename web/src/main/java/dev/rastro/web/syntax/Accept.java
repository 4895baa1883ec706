package dev.rastro.web.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The media types that a client takes, with their weights (RFC 9110, section 12.5.1). */
public final class Accept {

    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");
    private static final int FULL_WEIGHT = 1000;

    private final List<Range> ranges;

    /**
     * @param weight in thousandths
     */
    private record Range(String type, int weight) {

        /** How closely it names a type; negative where it does not. */
        int closeness(String given) {
            String major = given.substring(0, given.indexOf('/'));
            if (type.equals(given)) {
                return 2;
            }
            return type.equals(major + "/*") ? 1 : type.equals("*/*") ? 0 : -1;
        }
    }

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * @param values of the header, one for each time that it was sent
     */
    public static Accept of(List<String> values) {
        var ranges = new ArrayList<Range>();
        for (String value : values) {
            for (String range : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                if (!range.isBlank()) {
                    ranges.add(range(range.split(";", -1)));
                }
            }
        }
        return new Accept(ranges);
    }

    /**
     * The heaviest of these, and of several such the one that the client names first. Whoever names
     * nothing takes everything.
     */
    public Optional<String> best(List<String> given) {
        if (ranges.isEmpty()) {
            return given.stream().findFirst();
        }
        return given.stream()
                .filter(type -> weight(type) > 0)
                .min(
                        Comparator.comparingInt((String type) -> -weight(type))
                                .thenComparingInt(
                                        type -> ranges.indexOf(closest(type).orElseThrow())));
    }

    private int weight(String given) {
        return closest(given).map(Range::weight).orElse(0);
    }

    /** The range that names a type most closely is the one that counts. */
    private Optional<Range> closest(String given) {
        String type = given.split(";", 2)[0].strip();
        return ranges.stream()
                .filter(range -> range.closeness(type) >= 0)
                .max(Comparator.comparingInt(range -> range.closeness(type)));
    }

    private static Range range(String[] parts) {
        int weight = FULL_WEIGHT;
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            if (pair.length == 2 && pair[0].strip().equals("q")) {
                weight = weight(pair[1].strip(), weight);
            }
        }
        return new Range(parts[0].strip(), weight);
    }

    /** One that is none counts as left out. */
    private static int weight(String text, int otherwise) {
        if (!WEIGHT.matcher(text).matches()) {
            return otherwise;
        }
        String digits = text.substring(Math.min(2, text.length()));
        return text.startsWith("1")
                ? FULL_WEIGHT
                : Integer.parseInt((digits + "000").substring(0, 3));
    }
}
