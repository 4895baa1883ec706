package dev.rastro.bank.cli.docs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shell sessions in a Markdown document: its blocks marked {@code console}, where a line after
 * a dollar sign is a command, and what follows up to the next one is what it printed.
 */
record Transcript(List<Step> steps) {

    private static final String PROMPT = "$ ";

    /**
     * @param command as typed, without the continuation of its lines
     * @param shown what the document says was printed; for a here-document, its content
     */
    record Step(String command, String shown) {

        boolean isHereDocument() {
            return command.endsWith("<<'END'");
        }
    }

    static Transcript of(String markdown) {
        var steps = new ArrayList<Step>();
        var lines = markdown.lines().iterator();
        while (lines.hasNext()) {
            if (lines.next().equals("```console")) {
                addBlock(block(lines), steps);
            }
        }
        return new Transcript(steps);
    }

    private static List<String> block(Iterator<String> lines) {
        var block = new ArrayList<String>();
        for (var line = lines.next(); !line.equals("```"); line = lines.next()) {
            block.add(line);
        }
        return block;
    }

    private static void addBlock(List<String> block, List<Step> steps) {
        int i = 0;
        while (i < block.size()) {
            if (!block.get(i).startsWith(PROMPT)) {
                throw new IllegalArgumentException("printed by which command? " + block.get(i));
            }
            var command = new StringBuilder(block.get(i++).substring(PROMPT.length()));
            while (command.charAt(command.length() - 1) == '\\') {
                command.setLength(command.length() - 1);
                command.append(block.get(i++).strip());
            }
            int end = i;
            while (end < block.size() && !block.get(end).startsWith(PROMPT)) {
                end++;
            }
            steps.add(step(command.toString(), block.subList(i, end)));
            i = end;
        }
    }

    private static Step step(String command, List<String> printed) {
        var shown = printed.stream().map(line -> line + "\n").collect(Collectors.joining());
        var step = new Step(command, shown);
        return step.isHereDocument()
                ? new Step(command, shown.substring(0, shown.indexOf("END\n")))
                : step;
    }
}
