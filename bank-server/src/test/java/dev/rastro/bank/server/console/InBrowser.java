package dev.rastro.bank.server.console;

import org.junit.jupiter.api.condition.EnabledIf;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tests in a real browser, which are skipped where there is none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "dev.rastro.bank.server.console.Chromium#isInstalled",
        disabledReason = "needs Chromium and its driver: apt-get install chromium chromium-driver")
@interface InBrowser {}
