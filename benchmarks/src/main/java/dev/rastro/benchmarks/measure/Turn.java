package dev.rastro.benchmarks.measure;

/** A piece of work that is done as a whole, and timed. */
public record Turn(String name, Work work) {

    /** Does it. */
    public interface Work {

        /**
         * @return how many units were done
         */
        long run() throws Exception;
    }

    Sample time(Cpu.Meter meter) throws Exception {
        var cpu = meter.read();
        long before = System.nanoTime();
        long units = work.run();
        double seconds = (System.nanoTime() - before) / 1e9;
        long micros = Math.round(seconds * 1e6);
        return new Sample(
                units / seconds,
                0,
                micros,
                micros,
                micros,
                micros,
                meter.read().since(cpu),
                seconds);
    }
}
