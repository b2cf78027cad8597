/**
 * Faults on request: the small language in which they are asked for, and the bookkeeping of which strike when.
 */
package io.nija.simulator.internal.fault;
