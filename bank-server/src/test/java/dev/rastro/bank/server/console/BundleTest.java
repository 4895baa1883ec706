package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Many modules as one; that browsers take it is seen in every test with a browser. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BundleTest {

    private static final String MAP =
            "{\"imports\": {\"lit\": \"/lib/lit.js\", \"lit/\": \"/lib/\"}}";

    private static String bundle(Map<String, String> sources) {
        var all = new HashMap<String, String>();
        all.put("/console/registry.js", "");
        all.put("/console/i18n.js", "");
        all.putAll(sources);
        return Bundle.of(path -> Optional.ofNullable(all.get(path)), MAP);
    }

    private static String of(String code) {
        return bundle(
                Map.of(
                        "/console/app.js", code,
                        "/console/a/b.js", "",
                        "/lib/lit.js", "",
                        "/lib/live.js", ""));
    }

    @Test
    void imports_come_from_the_bundle() {
        assertThat(of("import {a, b as c} from './a/b.js';"))
                .contains("const {a, b: c} = $$need('/console/a/b.js');");
        assertThat(of("import * as all from 'lit';\nimport 'lit/live.js';"))
                .contains("const all = $$need('/lib/lit.js');\n$$need('/lib/live.js');");
        assertThat(of("import{a as b}from\"./a/b.js\";import\"lit\";const x=1;"))
                .contains(
                        "const {a: b} = $$need('/console/a/b.js');$$need('/lib/lit.js');const"
                                + " x=1;");
        assertThat(of("import {\n  a,\n  b,\n} from './a/b.js';"))
                .contains("$$need('/console/a/b.js')");
    }

    @Test
    void exports_are_seen_as_they_are_when_somebody_looks() {
        assertThat(of("export let a = 1;\nexport class B {}\nexport async function c() {}"))
                .contains("$$expose($$all, {a: () => a, B: () => B, c: () => c});")
                .contains("let a = 1;\nclass B {}\nasync function c() {}");
        assertThat(of("const t=1;function f(){}export{t as a,f};"))
                .contains("$$expose($$all, {a: () => t, f: () => f});");
        assertThat(of("export*from\"lit\";export{x as y}from\"./a/b.js\";"))
                .contains("$$exposeAll($$all, $$need('/lib/lit.js'));")
                .contains("$$expose($$all, {y: () => $$need('/console/a/b.js').x});");
        assertThat(of("export default {\n  export: 'Save',\n};"))
                .contains("$$all.default = {\n  export: 'Save',\n};");
    }

    @Test
    void what_is_imported_later_is_looked_for_here_first() {
        assertThat(of("const later = () => import(`./pages/${name}.js`);"))
                .contains("$$load('/console/app.js', `./pages/${name}.js`)");
        var pages =
                bundle(
                        Map.of(
                                "/console/app.js", "",
                                "/console/registry.js", "page('store', '/store')",
                                "/console/i18n.js", "LANGUAGES = ['en']",
                                "/console/pages/store.js", "1",
                                "/console/i18n/en/shell.js", "2",
                                "/console/i18n/en/store.js", "3"));
        assertThat(pages)
                .contains("modules.set('/console/pages/store.js'")
                .contains("modules.set('/console/i18n/en/shell.js'")
                .contains("modules.set('/console/i18n/en/store.js'");
    }

    @Test
    void a_module_is_in_it_once_and_one_that_is_missing_is_a_fault() {
        assertThat(of("import './a/b.js';\nimport {a} from './a/b.js';"))
                .containsOnlyOnce("modules.set('/console/a/b.js'");
        assertThatThrownBy(() -> of("import './none.js';")).hasMessageContaining("none.js");
        assertThatThrownBy(() -> of("import 'unmapped';")).hasMessageContaining("unmapped");
    }
}
