package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;

/**
 * A browser for one test: whoever closes it also asserts that the page has complained about
 * nothing, be it an error or a violation of the security policy.
 */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ChromeDriver driver;
    private final String origin;
    private final List<Predicate<String>> expected = new ArrayList<>();

    private Browser(ChromeDriver driver, String origin) {
        this.driver = driver;
        this.origin = origin;
    }

    /** At 1280 by 800, in English and in light colours, and with nothing remembered. */
    static Browser open(int port) {
        var browser = new Browser(Chromium.driver(), "http://127.0.0.1:" + port);
        return browser.size(1280, 800).language("en-US").dark(false);
    }

    /** Opens a page and waits until its title is that of a page of ours. */
    Browser go(String path) {
        driver.get(origin + path);
        return until(() -> Objects.toString(driver.getTitle(), "").endsWith("· Rastro"));
    }

    Browser size(int width, int height) {
        return command(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
    }

    /** Before a page is opened: pages ask only once. */
    Browser language(String tag) {
        command("Emulation.setLocaleOverride", Map.of("locale", tag));
        var agent = String.valueOf(script("return navigator.userAgent"));
        return command(
                "Emulation.setUserAgentOverride",
                Map.of("userAgent", agent, "acceptLanguage", tag));
    }

    Browser dark(boolean dark) {
        return command(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
    }

    Browser command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
        return this;
    }

    /** The first element that fits, once there is one that can be seen. */
    WebElement find(String selector) {
        return find(selector, "");
    }

    /** As {@link #find(String)}, of those with this text inside. */
    WebElement find(String selector, String text) {
        var found = new ArrayList<WebElement>();
        untilSeen(
                selector + " '" + text + "'",
                () -> {
                    found.clear();
                    driver.findElements(By.cssSelector(selector)).stream()
                            .filter(element ->
                                    element.isDisplayed() && element.getText().contains(text))
                            .findFirst()
                            .ifPresent(found::add);
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    String text(String selector) {
        return find(selector).getText();
    }

    Browser click(String selector) {
        return click(selector, "");
    }

    Browser click(String selector, String text) {
        return untilSeen(
                "clickable " + selector,
                () -> {
                    find(selector, text).click();
                    return true;
                });
    }

    /** Types into a field, in the place of what it holds. */
    Browser type(String selector, String text) {
        var field = find(selector);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        field.sendKeys(text);
        return this;
    }

    /** Presses keys where the focus is. */
    Browser press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    Browser until(Callable<Boolean> condition) {
        return untilSeen("condition", condition);
    }

    Browser untilText(String selector, String text) {
        find(selector, text);
        return this;
    }

    private Browser untilSeen(String what, Callable<Boolean> condition) {
        try {
            await(what)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptionsMatching(Browser::isPassing)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            var picture = screenshot("failed-" + System.nanoTime());
            throw new AssertionError(
                    "waited in vain for %s at %s, see %s; the page said %s and shows:%n%s"
                            .formatted(
                                    what,
                                    driver.getCurrentUrl(),
                                    picture,
                                    complaints(),
                                    script("return document.body.innerText")),
                    e);
        }
        return this;
    }

    /** The page is alive: what was found may be replaced before it is used. */
    private static boolean isPassing(Throwable problem) {
        return problem instanceof StaleElementReferenceException
                || problem instanceof org.openqa.selenium.ElementNotInteractableException;
    }

    String address() {
        return Objects.toString(driver.getCurrentUrl(), "").substring(origin.length());
    }

    @Nullable Object script(String source, Object... arguments) {
        return driver.executeScript(source, arguments);
    }

    /** What the script returns, as text. */
    String word(String source, Object... arguments) {
        return String.valueOf(script(source, arguments));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** A picture of what can be seen, below target/screenshots. */
    Path screenshot(String name) {
        try {
            var folder = Files.createDirectories(Path.of("target", "screenshots"));
            return Files.write(
                    folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Complaints with these words belong to the test. */
    Browser expecting(String words) {
        expected.add(complaint -> complaint.contains(words));
        return this;
    }

    /** Errors of the console and violations of the security policy so far. */
    private List<String> complaints() {
        var violations = script("return window.rastroViolations ?? []");
        var errors =
                driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                        .map(entry -> entry.getLevel() + " " + entry.getMessage());
        return Stream.concat(errors, ((List<?>) Objects.requireNonNull(violations)).stream())
                .map(String::valueOf)
                .filter(complaint -> expected.stream().noneMatch(it -> it.test(complaint)))
                .toList();
    }

    @Override
    public void close() {
        try {
            assertThat(complaints()).as("complaints of the page").isEmpty();
        } finally {
            driver.get("about:blank");
            command("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
            driver.manage().logs().get(LogType.BROWSER);
        }
    }
}
