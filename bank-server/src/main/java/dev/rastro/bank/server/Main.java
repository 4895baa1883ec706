package dev.rastro.bank.server;

import dev.rastro.bank.server.cli.Rastro;

/** Where the program begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Rastro.run(arguments));
    }
}
