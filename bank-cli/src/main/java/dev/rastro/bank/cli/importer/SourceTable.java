package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.SourceRow.BadFieldException;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** One CSV file with a header, read row by row; a bad row is noted and the next one is read. */
final class SourceTable {
    private static final int BYTE_ORDER_MARK = '\ufeff';

    // Empty lines are read, not skipped: only so do line numbers stay true.
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                    .setIgnoreEmptyLines(false)
                    .setTrim(true)
                    .get();

    private final Path path;
    private final String name;
    private final BadRows badRows;

    SourceTable(Path folder, String name, BadRows badRows) {
        this.path = folder.resolve(name);
        this.name = name;
        this.badRows = badRows;
    }

    /** Whether the whole file could be read, whatever its rows are worth. */
    boolean read(List<String> columns, Consumer<SourceRow> reader) {
        try (BufferedReader text = open();
                CSVParser parser = FORMAT.parse(text)) {
            return hasColumns(parser, columns) && readRows(parser, reader);
        } catch (NoSuchFileException e) {
            badRows.add(name + ": there is no such file in " + path.toAbsolutePath().getParent());
        } catch (CharacterCodingException e) {
            badRows.add(name + ": is not UTF-8");
        } catch (IOException e) {
            badRows.add(name + ": cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            // How the CSV reader refuses a header with a missing or a repeated name.
            badRows.add(name, 1, "bad header: " + e.getMessage());
        }
        return false;
    }

    private BufferedReader open() throws IOException {
        BufferedReader text = Files.newBufferedReader(path);
        try {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            text.close();
            throw e;
        }
    }

    private boolean hasColumns(CSVParser parser, List<String> columns) {
        List<String> missing =
                columns.stream()
                        .filter(column -> !parser.getHeaderNames().contains(column))
                        .toList();
        missing.forEach(column -> badRows.add(name, 1, "there is no column " + column));
        return missing.isEmpty();
    }

    private boolean readRows(CSVParser parser, Consumer<SourceRow> reader) throws IOException {
        Iterator<CSVRecord> rows = parser.iterator();
        long line = parser.getCurrentLineNumber() + 1;
        try {
            while (rows.hasNext()) {
                readRow(rows.next(), line, reader);
                line = parser.getCurrentLineNumber() + 1;
            }
            return true;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException notText) {
                throw notText;
            }
            badRows.add(name, line, "is not CSV: " + String.valueOf(e.getCause()));
            return false;
        }
    }

    private void readRow(CSVRecord row, long line, Consumer<SourceRow> reader) {
        if (row.size() == 1 && row.get(0).isEmpty()) {
            return;
        }
        if (!row.isConsistent()) {
            int expected = row.getParser().getHeaderNames().size();
            badRows.add(name, line, "has " + row.size() + " fields instead of " + expected);
            return;
        }
        try {
            reader.accept(new SourceRow(row, line));
        } catch (BadFieldException e) {
            badRows.add(name, line, e.reason());
        }
    }
}
