package dev.rastro.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import dev.rastro.bank.server.admin.DemoAdmin;

import org.jspecify.annotations.NullMarked;

import picocli.CommandLine;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.text.Normalizer;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.rastro", importOptions = ProgramCode.class)
class ArchitectureTest {

    private static final String SERVER = "dev.rastro.bank.server..";
    private static final String COMMAND_LINE = "dev.rastro.bank.cli..";
    private static final String DEMO = "dev.rastro.bank.demo..";
    private static final String STORES = "dev.rastro.engine.postgres..";
    private static final String[] SQL = {"java.sql..", "javax.sql..", "org.postgresql.."};
    private static final String[] JSON = {"tools.jackson..", "com.fasterxml.."};

    private static final DescribedPredicate<JavaClass> THE_BANK =
            resideInAPackage("dev.rastro.bank..")
                    .and(not(resideInAnyPackage(SERVER, COMMAND_LINE, DEMO)))
                    .as("the bank");

    @ArchTest
    static void all_modules_are_seen(JavaClasses program) {
        assertThat(program)
                .extracting(JavaClass::getSimpleName)
                .contains(
                        "EventStore",
                        "JsonEventCodec",
                        "PostgresEventStore",
                        "InMemoryEventStore",
                        "HttpServer",
                        "EmbeddedDatabase",
                        "AccountDecider",
                        "BankServer",
                        "Rastro",
                        "TownDemo")
                .doesNotContain("TestBank", "TestDatabase", "ArchitectureTest");
    }

    @ArchTest
    static final ArchRule the_engine_never_sees_the_bank =
            noClasses()
                    .that()
                    .resideInAPackage("dev.rastro.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.rastro.bank..");

    @ArchTest
    static final ArchRule the_web_knows_neither_the_engine_nor_the_bank =
            noClasses()
                    .that()
                    .resideInAPackage("dev.rastro.web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.rastro.engine..", "dev.rastro.bank..")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage(SQL);

    @ArchTest
    static final ArchRule the_database_in_a_folder_knows_neither_the_engine_nor_the_bank =
            noClasses()
                    .that()
                    .resideInAPackage("dev.rastro.embedded..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.rastro.engine..", "dev.rastro.bank..", "dev.rastro.web..");

    @ArchTest
    static final ArchRule the_server_does_not_know_who_starts_it =
            noClasses()
                    .that()
                    .resideInAPackage(SERVER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(COMMAND_LINE, DEMO);

    @ArchTest
    static final ArchRule nobody_knows_the_demo =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(DEMO)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(DEMO);

    @ArchTest
    static final ArchRule inside_the_engine_dependencies_point_to_facts =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("event")
                    .definedBy("dev.rastro.engine.event")
                    .layer("store")
                    .definedBy("dev.rastro.engine.store")
                    .layer("decider")
                    .definedBy("dev.rastro.engine.decider")
                    .layer("command")
                    .definedBy("dev.rastro.engine.command")
                    .layer("subscription")
                    .definedBy("dev.rastro.engine.subscription")
                    .layer("process")
                    .definedBy("dev.rastro.engine.process")
                    .whereLayer("event")
                    .mayNotAccessAnyLayer()
                    .whereLayer("store")
                    .mayOnlyAccessLayers("event")
                    .whereLayer("decider")
                    .mayOnlyAccessLayers("event", "store")
                    .whereLayer("command")
                    .mayOnlyAccessLayers("event", "store", "decider")
                    .whereLayer("subscription")
                    .mayOnlyAccessLayers("event", "store")
                    .whereLayer("process")
                    .mayOnlyAccessLayers("event", "store", "decider", "command", "subscription");

    /** So it sees no SQL, JSON, HTTP, file or network: what is not named here is not allowed. */
    @ArchTest
    static final ArchRule the_bank_knows_only_the_language_and_the_engine =
            classes()
                    .that(THE_BANK)
                    .should()
                    .onlyDependOnClassesThat(
                            THE_BANK.or(belongToAnyOf(Normalizer.class))
                                    .or(
                                            resideInAnyPackage(
                                                    "java.lang",
                                                    "java.lang.runtime",
                                                    "java.lang.invoke",
                                                    "java.math",
                                                    "java.nio.charset",
                                                    "java.time",
                                                    "java.util",
                                                    "java.util.function",
                                                    "java.util.regex",
                                                    "java.util.stream",
                                                    "org.jspecify.annotations",
                                                    "dev.rastro.engine.event",
                                                    "dev.rastro.engine.store",
                                                    "dev.rastro.engine.decider",
                                                    "dev.rastro.engine.command")));

    @ArchTest
    static final ArchRule time_and_chance_come_to_the_bank_with_the_command =
            noClasses()
                    .that(THE_BANK)
                    .should()
                    .callMethodWhere(describe("clock or randomness", Impurity::isIn))
                    .orShould()
                    .dependOnClassesThat(describe("clock or randomness", Impurity::isBy));

    @ArchTest
    static final ArchRule only_the_server_and_the_demo_name_a_store_on_a_disk =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(SERVER, DEMO, STORES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(STORES);

    @ArchTest
    static final ArchRule nobody_runs_on_the_testkit =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.rastro.engine.testkit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.rastro.engine.testkit..");

    /** It is plain Java; how rows and statements look is said in the store's own module. */
    @ArchTest
    static final ArchRule the_engine_sees_no_sql_but_in_its_store =
            noClasses()
                    .that()
                    .resideInAPackage("dev.rastro.engine..")
                    .and()
                    .resideOutsideOfPackage(STORES)
                    .and()
                    .doNotHaveFullyQualifiedName(
                            "dev.rastro.engine.store.Trouble") // Knows a database that is away.
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(SQL);

    @ArchTest
    static final ArchRule the_store_sees_no_json =
            noClasses()
                    .that()
                    .resideInAPackage(STORES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(JSON);

    @ArchTest
    static final ArchRule the_web_server_is_behind_a_seam =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.rastro.web", "dev.rastro.web.wire")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule all_that_the_command_line_prints_goes_through_the_terminal =
            noClasses()
                    .that()
                    .resideInAnyPackage(SERVER, COMMAND_LINE, DEMO)
                    .and()
                    .resideOutsideOfPackage("..cli.terminal..")
                    .should()
                    .callMethod(CommandLine.class, "getOut")
                    .orShould()
                    .callMethod(CommandLine.class, "getErr")
                    .orShould()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .callConstructor(PrintWriter.class, OutputStream.class)
                    .orShould()
                    .callMethod(Throwable.class, "printStackTrace")
                    .because("it may be what somebody planted to steer the terminal");

    @ArchTest
    static final ArchRule the_rooms_of_the_server_do_not_know_each_other =
            slices().assignedFrom(new Rooms()).should().notDependOnEachOther();

    /** The codecs know what operators do to projections: its family of events is a room's. */
    @ArchTest
    static final ArchRule what_the_rooms_share_knows_no_room =
            noClasses()
                    .that(not(Rooms.IN_ANY))
                    .and()
                    .resideInAPackage(SERVER)
                    .and()
                    .resideOutsideOfPackages(
                            "dev.rastro.bank.server", "dev.rastro.bank.server.codec")
                    .should()
                    .dependOnClassesThat(Rooms.IN_ANY);

    @ArchTest
    static final ArchRule the_server_knows_rooms_by_their_capabilities =
            noClasses()
                    .that()
                    .resideInAPackage("dev.rastro.bank.server")
                    .should()
                    .dependOnClassesThat(
                            Rooms.IN_ANY
                                    .and(not(simpleNameEndingWith("Capability")))
                                    .and(not(type(DemoAdmin.class)))); // Is told of the demo.

    @ArchTest
    static void all_rooms_are_seen(JavaClasses program) {
        assertThat(program.that(Rooms.IN_ANY).stream().map(Rooms::nameOf).distinct())
                .containsExactlyInAnyOrder(
                        "account", "admin", "customer", "event", "ledger", "standingorder");
    }

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.rastro.(**)").should().beFreeOfCycles();

    @ArchTest
    static void every_package_is_null_marked(JavaClasses program) {
        assertThat(program).allMatch(type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    @ArchTest
    static final ArchRule names_say_what_a_thing_is =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveNameMatching(".*[.$](Abstract|Base)[A-Z]\\w*")
                    .orShould()
                    .haveNameMatching(".*(?<!Process)Manager")
                    .orShould()
                    .haveNameMatching(".*[a-z](Utils?|Impl|Base|Info)")
                    .orShould()
                    .resideInAnyPackage("..common..", "..misc..", "..util..", "..utils..");

    /** Everywhere else SQL is a constant, and values are parameters. */
    @ArchTest
    static final ArchRule sql_is_prepared =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(
                            "dev.rastro.engine.postgres.schema.Migrations") // Runs files.
                    .and()
                    .doNotHaveFullyQualifiedName(
                            "dev.rastro.engine.postgres.projection.GenerationSchema") // DDL.
                    .and()
                    .doNotHaveFullyQualifiedName("dev.rastro.embedded.Durability") // A constant.
                    .should()
                    .callMethodWhere(describe("runs SQL that is not prepared", Sql::isUnprepared));

    /** But how fast a rebuild runs is no money. */
    @ArchTest
    static void money_and_its_kin_are_never_floating(JavaClasses program) {
        var mayHoldMoney =
                resideInAPackage("dev.rastro.bank..")
                        .and(resideOutsideOfPackage("dev.rastro.bank.server.admin.."));
        assertThat(Floats.in(program.that(mayHoldMoney))).isEmpty();
    }
}
