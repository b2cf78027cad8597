package io.nija.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.nija.account.LaneId;
import io.nija.platform.SerialQueue;
import io.nija.platform.Workers;

/** The queues of one process. */
final class MachineWorkers implements Workers {

    private final Scheduler scheduler;
    private final List<Scheduler.Queue> queues = new ArrayList<>();
    private boolean dead;

    MachineWorkers(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Executor shared() {
        return task -> {
            if (!dead) {
                serial("shared").execute(task);
            }
        };
    }

    @Override
    public SerialQueue serial(String name) {
        Scheduler.Queue queue = scheduler.queue(name);
        if (dead) {
            queue.kill();
        } else {
            queues.add(queue);
        }
        return queue;
    }

    @Override
    public SerialQueue serial(LaneId lane, String name) {
        return serial(lane + " " + name);
    }

    /** The process ends: nothing that waits runs any more. */
    void kill() {
        dead = true;
        Scheduler.kill(queues);
        queues.clear();
    }
}
