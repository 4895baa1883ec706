package dev.rastro.benchmarks.http;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;

import java.io.IOException;

/** A server that takes deposits: each caller has a connection of its own. */
record Depositing(String name, Deposits deposits, Check whenIdle, Check atEnd)
        implements Contender {

    /** Looks at the server. */
    interface Check {
        void run() throws Exception;
    }

    @Override
    public int operate(Caller caller) throws IOException {
        if (!deposits.send(caller.number(), caller.random())) {
            throw new IllegalStateException("refused, although every client waits its turn");
        }
        return 1;
    }

    @Override
    public void settle() throws Exception {
        // Idle ones would be closed by the server, while others have their turn.
        deposits.close();
        whenIdle.run();
    }

    @Override
    public void verify() throws Exception {
        atEnd.run();
    }
}
