package dev.rastro.engine.json;

/** What a stored event says of itself: its type's name and its schema version. */
record Form(String type, int version) {

    Form {
        if (type.isEmpty() || type.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a type's name must be non-empty and have no NUL");
        }
        if (version < 1 || version > Short.MAX_VALUE) {
            throw new IllegalArgumentException("no schema version: " + version);
        }
    }

    @Override
    public String toString() {
        return type + " v" + version;
    }
}
