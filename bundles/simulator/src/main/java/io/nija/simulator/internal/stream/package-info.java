/**
 * The exchange's WebSocket interface, version 2 (reference sheet §10–§14), as far as it does not depend on how sockets are
 * made: what is streamed of markets and accounts, and what can be asked for.
 */
package io.nija.simulator.internal.stream;
