package dev.rastro.bank.server.shared.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NameTableTest {

    @Test
    void accents_do_not_count_however_they_are_written() {
        assertFolded("Café", "cafe");
        assertFolded("Cafe\u0301", "cafe");
        assertFolded("ČAPKOVÁ Božena", "capkova bozena");
        assertFolded("İstanbul ıslak", "istanbul islak");
    }

    @Test
    void letters_that_only_look_accented_are_plain_too() {
        assertFolded("Łukasz Øre Đorđe", "lukasz ore dorde");
        assertFolded("Æther Œuvre Þór", "aether oeuvre thor");
    }

    @Test
    void case_does_not_count_also_where_it_changes_the_length_or_the_place() {
        assertFolded("Straße", "strasse");
        assertFolded("STRASSE", "strasse");
        assertFolded("ΣΊΣΥΦΟΣ", "σισυφοσ");
        assertFolded("Σίσυφος", "σισυφοσ");
    }

    @Test
    void compatible_forms_are_the_same() {
        assertFolded("\uFB01nance", "finance");
        assertFolded("\uFF26ull\u3000width", "full width");
    }

    @Test
    void blanks_are_one_space_and_none_at_the_ends() {
        assertFolded("  a \u00a0 \t b\n", "a b");
        assertFolded(" \u0301 ", "");
    }

    private static void assertFolded(String name, String folded) {
        assertThat(NameTable.fold(name)).isEqualTo(folded);
        assertThat(NameTable.fold(folded)).isEqualTo(folded);
    }
}
