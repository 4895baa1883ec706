package dev.rastro.bank.demo;

import dev.rastro.bank.cli.Rastro;

import java.time.InstantSource;

/** Where the program begins if somebody wants to see the demo. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Rastro.run(new TownDemo(InstantSource.system()), arguments));
    }
}
