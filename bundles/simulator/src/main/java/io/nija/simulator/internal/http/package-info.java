/**
 * Sockets: the server of the protocol, where faults strike, and the control address.
 */
package io.nija.simulator.internal.http;
