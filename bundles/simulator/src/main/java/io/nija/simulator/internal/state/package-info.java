/**
 * The exchange's memory: a file to which every input is written before it is answered, so that the exchange is the same
 * after its process was killed.
 */
package io.nija.simulator.internal.state;
