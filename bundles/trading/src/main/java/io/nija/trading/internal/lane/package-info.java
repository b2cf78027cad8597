/**
 * One lane: an account at a broker. Everything here runs on the lane's serial queue, knows time only from the services, and
 * starts no thread.
 */
package io.nija.trading.internal.lane;
