package dev.rastro.bank.cli.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small good source, of which a test may overwrite a file. */
record SourceFolder(Path path) {
    static final String CUSTOMERS =
            """
            customer_id,city
            7,Praha
            8,"Hradec, Kralove"
            """;
    static final String ACCOUNTS =
            """
            account_id,customer_id,opened_on
            70,7,1993-01-03
            80,8,1993-01-04
            """;
    static final String TRANSACTIONS =
            """
            transaction_id,account_id,date,kind,amount,balance_after,counterparty_bank,counterparty_account
            1,70,1993-01-03,cash_deposit,600.00,600.00,,
            2,80,1993-01-04,incoming_transfer,1000,1000.00,AB,4711
            3,70,1993-01-05,cash_withdrawal,612.50,-12.50,,
            4,70,1993-01-06,interest,0.5,-12.00,,
            5,80,1993-01-07,outgoing_transfer,1.01,998.99,CD,4712
            6,80,1993-01-08,card_withdrawal,8.99,990.00,,
            """;

    static SourceFolder good(Path path) throws IOException {
        return new SourceFolder(path)
                .with(SourceFiles.CUSTOMERS, CUSTOMERS)
                .with(SourceFiles.ACCOUNTS, ACCOUNTS)
                .with(SourceFiles.TRANSACTIONS, TRANSACTIONS);
    }

    SourceFolder with(String file, String content) throws IOException {
        Files.writeString(path.resolve(file), content);
        return this;
    }
}
