package dev.rastro.bank.server.codec;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customer;
import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountClosed;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountOpened;
import dev.rastro.bank.customer.CustomerEvent.CustomerAddressChanged;
import dev.rastro.bank.customer.CustomerEvent.CustomerArchived;
import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.externalid.ExternalId;
import dev.rastro.bank.externalid.ExternalIdClaimed;
import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.bank.server.admin.operation.ProjectionOperation;
import dev.rastro.bank.server.admin.operation.ProjectionOperation.ParkedEventSkipped;
import dev.rastro.bank.standingorder.StandingOrder;
import dev.rastro.bank.standingorder.StandingOrderEvent;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCancelled;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCompleted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecuted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecutionFailed;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderScheduled;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.engine.command.Codecs;
import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.decider.StateCodec;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.json.JsonEventCodec;
import dev.rastro.engine.json.JsonStateCodec;
import dev.rastro.engine.json.Upcaster;

import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every category of the bank with its codecs, for the write side and for the read side. */
public final class BankCodecs {

    record Entry<S, E>(
            Category<S, E> category, JsonEventCodec<E> events, JsonStateCodec<S> states) {

        void addTo(Codecs codecs) {
            codecs.with(category, events, states);
        }
    }

    private final Map<String, Entry<?, ?>> byCategory = new LinkedHashMap<>();

    public BankCodecs() {
        add(Accounts.CATEGORY, accountEvents(), Account.class);
        add(Customers.CATEGORY, customerEvents(), Customer.class);
        add(StandingOrders.CATEGORY, standingOrderEvents(), StandingOrder.class);
        add(ExternalIds.OF_ACCOUNTS, claims(), ExternalId.class);
        add(ExternalIds.OF_CUSTOMERS, claims(), ExternalId.class);
        add(ProjectionOperation.CATEGORY, operations(), ProjectionOperation.NoState.class);
    }

    private <S, E> void add(Category<S, E> category, JsonEventCodec<E> events, Class<S> stateType) {
        var states = JsonStateCodec.of(stateType, new MoneyModule());
        byCategory.put(category.name(), new Entry<>(category, events, states));
    }

    /** For the command handler. */
    public Codecs codecs() {
        var codecs = new Codecs();
        byCategory.values().forEach(entry -> entry.addTo(codecs));
        return codecs;
    }

    public <E> EventCodec<E> events(Category<?, E> category) {
        return this.<Object, E>entry(category.name()).events();
    }

    <S> StateCodec<S> states(Category<S, ?> category) {
        return this.<S, Object>entry(category.name()).states();
    }

    /**
     * The event itself, of the family of its stream's category: an {@link AccountEvent}, a {@link
     * CustomerEvent}, a {@link StandingOrderEvent} or an {@link ExternalIdClaimed}.
     *
     * @throws IllegalStateException if no such event is known
     */
    public Object decode(RecordedEvent recorded) {
        return entry(recorded.stream().category()).events().decode(recorded.data());
    }

    Map<String, Entry<?, ?>> byCategory() {
        return byCategory;
    }

    @SuppressWarnings("unchecked") // add() puts in only entries of the category's own types.
    private <S, E> Entry<S, E> entry(String category) {
        var entry = byCategory.get(category);
        if (entry == null) {
            throw new IllegalStateException("no codec for category " + category);
        }
        return (Entry<S, E>) entry;
    }

    private static JsonEventCodec<AccountEvent> accountEvents() {
        return JsonEventCodec.of(AccountEvent.class, new MoneyModule())
                .type("AccountOpened", 1, AccountOpened.class)
                .type("MoneyDeposited", 1, MoneyDeposited.class)
                .type("MoneyWithdrawn", 1, MoneyWithdrawn.class)
                .type("TransferSent", 2, TransferSent.class)
                .type("TransferReceived", 2, TransferReceived.class)
                .type("AccountClosed", 1, AccountClosed.class)
                .upcast(Upcaster.of("TransferSent", 1, it -> structured(it, "to_account_id")))
                .upcast(Upcaster.of("TransferReceived", 1, it -> structured(it, "from_account_id")))
                .build();
    }

    /** Version 1 named the other account alone; whose it was at that time is not known. */
    private static ObjectNode structured(ObjectNode transfer, String accountId) {
        var counterparty = transfer.putObject("counterparty");
        counterparty.set("account_id", transfer.remove(accountId));
        return transfer;
    }

    private static JsonEventCodec<CustomerEvent> customerEvents() {
        return JsonEventCodec.of(CustomerEvent.class)
                .type("CustomerRegistered", 1, CustomerRegistered.class)
                .type("CustomerAddressChanged", 1, CustomerAddressChanged.class)
                .type("CustomerAccountOpened", 1, CustomerAccountOpened.class)
                .type("CustomerAccountClosed", 1, CustomerAccountClosed.class)
                .type("CustomerArchived", 1, CustomerArchived.class)
                .build();
    }

    private static JsonEventCodec<StandingOrderEvent> standingOrderEvents() {
        return JsonEventCodec.of(StandingOrderEvent.class, new MoneyModule())
                .type("StandingOrderScheduled", 1, StandingOrderScheduled.class)
                .type("StandingOrderExecuted", 1, StandingOrderExecuted.class)
                .type("StandingOrderExecutionFailed", 1, StandingOrderExecutionFailed.class)
                .type("StandingOrderCancelled", 1, StandingOrderCancelled.class)
                .type("StandingOrderCompleted", 1, StandingOrderCompleted.class)
                .build();
    }

    private static JsonEventCodec<ProjectionOperation> operations() {
        return JsonEventCodec.of(ProjectionOperation.class)
                .type("ParkedEventSkipped", 1, ParkedEventSkipped.class)
                .build();
    }

    private static JsonEventCodec<ExternalIdClaimed> claims() {
        return JsonEventCodec.of(ExternalIdClaimed.class)
                .type("ExternalIdClaimed", 1, ExternalIdClaimed.class)
                .build();
    }
}
