package dev.rastro.embedded;

/** What can be asked of the database at the moment. */
public enum DatabaseState {
    /** Everything, as far as we know. */
    UP,
    /** Reading alone: the disk has little room left, and needs it to go on. */
    FULL,
    /** Nothing. */
    DOWN
}
