package dev.rastro.web.request;

import dev.rastro.web.Headers;
import dev.rastro.web.problem.HttpProblem;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that a command insists on. */
public final class IfMatch {

    private static final Pattern ONE_STRONG_TAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

    private IfMatch() {}

    /** Empty where the header is missing; everything but one strong tag is refused. */
    public static OptionalLong version(Headers headers) {
        List<String> values = headers.all("If-Match");
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher tag = ONE_STRONG_TAG.matcher(values.getFirst());
        if (values.size() > 1 || !tag.matches()) {
            throw HttpProblem.INVALID_IF_MATCH
                    .because("If-Match must be one ETag of ours, such as \"42\"")
                    .exception();
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }
}
