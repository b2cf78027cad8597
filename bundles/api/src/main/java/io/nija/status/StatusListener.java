package io.nija.status;

import org.osgi.annotation.versioning.ConsumerType;

/** A whiteboard service told when a lane's state or block changes. Called on a platform thread; must not wait. */
@ConsumerType
public interface StatusListener {

    /**
     * A lane changed.
     *
     * @param before as it was; null when the lane is new
     * @param after as it is; null when the lane is gone
     */
    void changed(LaneStatus before, LaneStatus after);
}
