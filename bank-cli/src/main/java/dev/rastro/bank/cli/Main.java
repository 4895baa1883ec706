package dev.rastro.bank.cli;

/** Where the program begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Rastro.run(arguments));
    }
}
