package io.nija.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.nija.platform.Timers;

/** The timers of one process: the repeating ones end with it. One that is due once finds a dead queue. */
final class MachineTimers implements Timers {

    private final Timers time;
    private final List<Timer> repeating = new ArrayList<>();

    MachineTimers(Timers time) {
        this.time = time;
    }

    @Override
    public Timer after(Duration delay, Executor on, Runnable task) {
        return time.after(delay, on, task);
    }

    @Override
    public Timer every(Duration period, Executor on, Runnable task) {
        Timer timer = time.every(period, on, task);
        repeating.add(timer);
        return () -> {
            repeating.remove(timer);
            timer.close();
        };
    }

    void kill() {
        repeating.forEach(Timer::close);
        repeating.clear();
    }
}
