package dev.rastro.engine.postgres;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.slf4j.LoggerFactory;

/** Keeps the trouble that a test makes on purpose out of its output. */
public final class Silenced implements AutoCloseable {

    private final Logger logger;

    /** Where the platform's loggers end in the modules that do not bind them to the other. */
    private final java.util.logging.Logger platform;

    /**
     * @param name of a class that would tell of it
     */
    public Silenced(String name) {
        this.logger = (Logger) LoggerFactory.getLogger(name);
        logger.setLevel(Level.OFF);
        this.platform = java.util.logging.Logger.getLogger(name);
        platform.setLevel(java.util.logging.Level.OFF);
    }

    @Override
    public void close() {
        logger.setLevel(null);
        platform.setLevel(null);
    }
}
