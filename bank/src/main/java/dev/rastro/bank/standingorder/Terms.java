package dev.rastro.bank.standingorder;

import dev.rastro.bank.money.Money;

/** What a standing order pays, and when. Never changes. */
public record Terms(
        String fromAccountId,
        String toAccountId,
        Money amount,
        String description,
        Schedule schedule) {}
