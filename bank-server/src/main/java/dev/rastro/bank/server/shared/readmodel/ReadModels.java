package dev.rastro.bank.server.shared.readmodel;

import dev.rastro.engine.postgres.schema.Migrations;

import java.util.List;

/** Where the read models are: as views, whichever tables serve at the moment. */
public final class ReadModels {

    /** Where readers find the read models. */
    public static final String SCHEMA = "bank";

    /** Names of those that are waited for by others than their own capability, too. */
    public static final String ACCOUNTS = "accounts";

    public static final String CUSTOMERS = "customers";
    public static final String STANDING_ORDERS = "standing_orders";

    private ReadModels() {}

    /** The schema in which readers find the views. */
    public static Migrations migrations() {
        return new Migrations(SCHEMA, ReadModels.class, List.of("V001__schema_of_read_models.sql"));
    }
}
