package dev.rastro.bank.server.customer;

import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.CustomerCommand.ArchiveCustomer;
import dev.rastro.bank.customer.CustomerCommand.ChangeAddress;
import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.bank.customer.CustomerRejection;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.server.account.AccountBodies;
import dev.rastro.bank.server.shared.command.Answer;
import dev.rastro.bank.server.shared.command.CommandRunner;
import dev.rastro.bank.server.shared.command.CommandRunner.AnswerFormat;
import dev.rastro.bank.server.shared.command.PathIds;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.body.Body;
import dev.rastro.web.json.Fields;
import dev.rastro.web.json.JsonBody;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What can be done with customers. */
public final class CustomerCommands {

    private static final String CUSTOMERS = "/api/v1/customers";

    private final Customers customers;
    private final CommandRunner runner;
    private final Supplier<UUID> ids;

    public CustomerCommands(Customers customers, Settings settings, Supplier<UUID> ids) {
        this.customers = customers;
        this.runner = new CommandRunner(settings.keyRequired());
        this.ids = ids;
    }

    public List<Route> routes() {
        return List.of(
                Route.post(CUSTOMERS, this::register),
                Route.post(CUSTOMERS + "/{customer_id}/change-address", this::changeAddress),
                Route.post(CUSTOMERS + "/{customer_id}/archive", this::archive));
    }

    /** As {@link AccountBodies#checkOpening}, for a registration. */
    public static void checkRegistration(Body body) {
        var unused = JsonBody.parse(body).read(Registration::read);
    }

    private record Registration(
            String name,
            Address address,
            Optional<String> externalId,
            Map<String, String> metadata) {

        static Registration read(Fields fields) {
            return new Registration(
                    fields.text("name", Limits.NAME_LENGTH_MAX),
                    fields.object("address", CustomerCommands::address),
                    fields.optionalText("external_id", Limits.EXTERNAL_ID_LENGTH_MAX),
                    fields.map("metadata"));
        }
    }

    private static Address address(Fields fields) {
        return new Address(
                fields.optionalText("street", Limits.NAME_LENGTH_MAX).orElse(null),
                fields.text("city", Limits.NAME_LENGTH_MAX),
                fields.optionalText("postal_code", Limits.NAME_LENGTH_MAX).orElse(null),
                fields.optionalText("country", Limits.NAME_LENGTH_MAX).orElse(null));
    }

    private Response register(Request request) {
        var body = JsonBody.parse(request.body());
        var registration = body.read(Registration::read);
        var command =
                new RegisterCustomer(
                        ids.get().toString(),
                        registration.name(),
                        registration.address(),
                        registration.externalId().orElse(null),
                        registration.metadata());
        var id = command.customerId();
        return runner.run(
                request,
                body,
                format(id, 201, CUSTOMERS + "/" + id),
                context -> customers.register(command, context));
    }

    private Response changeAddress(Request request) {
        var id = id(request);
        var body = JsonBody.parse(request.body());
        var address = body.read(fields -> fields.object("address", CustomerCommands::address));
        return runner.run(
                request,
                body,
                format(id, 200, null),
                context -> customers.changeAddress(new ChangeAddress(id, address), context));
    }

    private Response archive(Request request) {
        var id = id(request);
        var body = JsonBody.parseOptional(request.body());
        var reason =
                body.read(fields -> fields.optionalText("reason", Limits.DESCRIPTION_LENGTH_MAX));
        return runner.run(
                request,
                body,
                format(id, 200, null),
                context ->
                        customers.archive(new ArchiveCustomer(id, reason.orElse(null)), context));
    }

    private static String id(Request request) {
        return PathIds.require(request, "customer_id", ProblemCode.CUSTOMER_NOT_FOUND);
    }

    private static AnswerFormat<CustomerRejection> format(
            String id, int status, @Nullable String location) {
        var customer = Customers.CATEGORY.entity(id);
        return new AnswerFormat<>(
                customer,
                after -> {
                    var body = new LinkedHashMap<String, Object>();
                    body.put("customer_id", id);
                    body.put("version", after.versionOf(customer));
                    return Answer.of(status, after.versionOf(customer), location, body);
                },
                CustomerRefusals::of);
    }
}
