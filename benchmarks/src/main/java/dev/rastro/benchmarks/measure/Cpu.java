package dev.rastro.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What the work has cost so far. Unlike a rate, this does not depend on what else the machine does.
 *
 * @param program of this process, load included
 * @param database of the server's processes
 */
public record Cpu(Duration program, Duration database) {

    static final Cpu UNKNOWN = new Cpu(Duration.ZERO, Duration.ZERO);

    /** Where the database's share is read. */
    public interface Meter {

        Duration database();

        default Cpu read() {
            var system = ManagementFactory.getOperatingSystemMXBean();
            long nanos =
                    system instanceof com.sun.management.OperatingSystemMXBean ours
                            ? ours.getProcessCpuTime()
                            : 0;
            return new Cpu(Duration.ofNanos(nanos), database());
        }
    }

    Cpu since(Cpu earlier) {
        return new Cpu(program.minus(earlier.program), database.minus(earlier.database));
    }
}
