package dev.rastro.benchmarks.measure;

/** Tells a person what is going on. */
public interface Progress {

    void show(String line);
}
