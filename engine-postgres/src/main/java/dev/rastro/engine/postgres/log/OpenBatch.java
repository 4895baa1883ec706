package dev.rastro.engine.postgres.log;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The appends that will be written together. */
final class OpenBatch {

    /** Bounds of a batch, so that one commit stays short. A larger append goes alone. */
    private static final int APPENDS_MAX = 1_024;

    private static final int BYTES_MAX = 4 << 20;

    final List<Pending> appends = new ArrayList<>();

    /** What will be written; null when that is to be found out with the database's help. */
    @Nullable Batch plan;

    private int bytes;

    OpenBatch(@Nullable Batch plan) {
        this.plan = plan;
    }

    boolean hasRoom() {
        return appends.size() < APPENDS_MAX && bytes < BYTES_MAX;
    }

    /** If this fails, the append is not among them, and a plan that was begun is left. */
    void add(Pending pending) {
        var planned = plan;
        plan = null;
        boolean known = planned != null && planned.addIfKnown(pending);
        appends.add(pending);
        bytes += pending.weight();
        if (known) {
            plan = planned;
        }
    }
}
