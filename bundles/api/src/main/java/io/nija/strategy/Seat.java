package io.nija.strategy;

import io.nija.account.LaneId;
import io.nija.market.Instrument;

/**
 * Where a strategy runs.
 *
 * @param lane whose orders its decisions become
 * @param instrument what it trades, with the venue's rules as they were when the run began
 * @param shorts whether venue and account allow positions below zero
 */
public record Seat(LaneId lane, Instrument instrument, boolean shorts) {}
