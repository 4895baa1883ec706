package dev.rastro.bank.server.contract;

import dev.rastro.bank.server.contract.ApiDocument.Operation;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what an answer does that the document does not promise, and the other way round. */
final class Contract {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String PROBLEM = "application/problem+json";

    private final ApiDocument document;
    private final SchemaCheck schemas;

    Contract(String yaml) {
        document = ApiDocument.parse(yaml);
        schemas = new SchemaCheck(yaml);
    }

    ApiDocument document() {
        return document;
    }

    SchemaCheck schemas() {
        return schemas;
    }

    List<String> violations(Answer answer) {
        var violations = new ArrayList<String>();
        var operation = document.operation(answer);
        if (operation.isPresent() && isListed(operation.get(), answer)) {
            checkListed(operation.get(), answer, violations);
        } else {
            checkOutside(answer, violations);
        }
        return violations;
    }

    /** A refusal that never reached the operation may have a status that the operation has too. */
    private boolean isListed(Operation operation, Answer answer) {
        var status = Integer.toString(answer.status());
        if (!operation.statuses().contains(status)) {
            return false;
        }
        var codes = operation.node().at("/responses/" + status).path("x-problem-codes");
        return ApiDocument.texts(codes).contains(code(answer))
                || !document.codesOutside(answer.status()).contains(code(answer));
    }

    private void checkListed(Operation operation, Answer answer, List<String> violations) {
        var response = operation.node().at("/responses/" + answer.status());
        for (var header : response.path("headers").properties()) {
            checkHeader(header, answer, violations);
        }
        checkBody(response.path("content"), answer, violations);
        if (response.has("x-problem-codes")) {
            var codes = ApiDocument.texts(response.get("x-problem-codes"));
            if (!codes.contains(code(answer))) {
                violations.add("code '%s' is not among %s".formatted(code(answer), codes));
            }
            checkProblem(answer, violations);
        }
    }

    private void checkOutside(Answer answer, List<String> violations) {
        if (!document.codesOutside(answer.status()).contains(code(answer))) {
            violations.add("status %d is not listed".formatted(answer.status()));
        }
        if (!answer.mediaType().equals(PROBLEM)) {
            violations.add("not a problem, but " + answer.mediaType());
            return;
        }
        check(document.schema("Problem"), answer.text(), violations);
        checkProblem(answer, violations);
    }

    private void checkHeader(
            Map.Entry<String, JsonNode> header, Answer answer, List<String> violations) {
        var promise = document.resolve(header.getValue());
        var values = answer.header(header.getKey());
        if (values.isEmpty() && promise.path("required").asBoolean()) {
            violations.add("header %s is missing".formatted(header.getKey()));
        }
        if (values.size() > 1) {
            violations.add("header %s is sent twice".formatted(header.getKey()));
        }
        for (var value : values) {
            checkText(promise.get("schema"), value, violations);
        }
    }

    private void checkBody(JsonNode content, Answer answer, List<String> violations) {
        var promise = content.path(answer.mediaType());
        if (promise.isMissingNode()) {
            violations.add("media type '%s' is not listed".formatted(answer.mediaType()));
        } else if (!answer.method().equals("HEAD")) {
            checkBody(answer, promise.get("schema"), violations);
        }
    }

    private void checkBody(Answer answer, JsonNode schema, List<String> violations) {
        if (answer.mediaType().endsWith("json") && !answer.mediaType().endsWith("ndjson")) {
            check(schema, answer.text(), violations);
            return;
        }
        checkText(schema, answer.text(), violations);
        if (schema.has("x-line-schema")) {
            answer.text()
                    .lines()
                    .forEach(line -> check(schema.get("x-line-schema"), line, violations));
        }
        if (schema.has("x-columns")) {
            var columns = new ArrayList<String>();
            schema.get("x-columns").forEach(column -> columns.add(column.stringValue()));
            var header = answer.text().lines().findFirst().orElse("");
            if (!header.equals(String.join(",", columns))) {
                violations.add("the columns are " + header);
            }
        }
    }

    /** What a schema cannot say: members that must agree, and words that must not be there. */
    private void checkProblem(Answer answer, List<String> violations) {
        var problem = json(answer);
        if (problem.path("status").asInt() != answer.status()) {
            violations.add("the body says status " + problem.path("status"));
        }
        if (!problem.path("type").asString().equals("/problems/" + code(answer))) {
            violations.add("the type does not end with the code");
        }
        var status = document.schema("ProblemCode").path("x-status").path(code(answer));
        if (status.asInt() != answer.status()) {
            violations.add("code '%s' belongs to status %s".formatted(code(answer), status));
        }
        if (answer.text().contains("\\tat ") || answer.text().contains("Exception")) {
            violations.add("it tells what is inside");
        }
    }

    private void checkText(JsonNode schema, String text, List<String> violations) {
        check(schema, StringNode.valueOf(text).toString(), violations);
    }

    private void check(JsonNode schema, String json, List<String> violations) {
        violations.addAll(schemas.violations(schema, json));
    }

    static String code(Answer answer) {
        return json(answer).path("code").asString("");
    }

    private static JsonNode json(Answer answer) {
        try {
            return MAPPER.readTree(answer.text());
        } catch (JacksonException e) {
            return MAPPER.missingNode();
        }
    }
}
