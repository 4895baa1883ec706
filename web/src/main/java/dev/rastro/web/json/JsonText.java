package dev.rastro.web.json;

import tools.jackson.databind.JsonNode;

/** Text that PostgreSQL and every other reader can keep as it is. */
final class JsonText {

    private JsonText() {}

    /** Whether this holds for every string and every name of a member in the tree. */
    static boolean isClean(JsonNode node) {
        if (node.isString()) {
            return isClean(node.stringValue());
        }
        return node.propertyNames().stream().allMatch(JsonText::isClean)
                && node.values().stream().allMatch(JsonText::isClean);
    }

    /** No NUL, which PostgreSQL cannot store, and no lone surrogate, which UTF-8 cannot. */
    static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && !isPair(text, i++))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}
