package dev.rastro.bank.server;

import dev.rastro.bank.server.database.DataSources;
import dev.rastro.bank.server.database.Database;
import dev.rastro.bank.server.shared.Environment;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.web.HttpServer;

import java.io.IOException;
import java.util.Currency;

/** A whole node, in the time that it is told, until somebody kills it. */
final class PayUntilKilled {

    private PayUntilKilled() {}

    /**
     * @param arguments URL of the database, and the day
     */
    public static void main(String[] arguments) throws IOException {
        var sources = new DataSources(arguments[0]);
        var node =
                BankServer.start(
                        Environment.Config.at(
                                new JumpingClock(arguments[1]),
                                new Database(sources.applicationPool(8), sources.writerSource()),
                                new Settings(Currency.getInstance("USD"), false)),
                        HttpServer.Settings.defaults("127.0.0.1", 0));
        System.out.println("up on port " + node.port());
        // Until the killer comes; if he dies before, this ends too.
        while (System.in.read() >= 0) {}
    }
}
